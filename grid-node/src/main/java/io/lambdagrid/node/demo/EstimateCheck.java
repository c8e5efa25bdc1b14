package io.lambdagrid.node.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks that estimates of distinct values are near the exact counts, whatever any sketch says. */
final class EstimateCheck {
    /**
     * Five standard errors of a sketch of 4096 registers (1.6 %). With three of them, chance alone would fail one run
     * in twenty, as there are as many countries.
     */
    private static final double LARGEST_RELATIVE_ERROR = 0.08;

    private final Map<List<String>, Long> exact = new HashMap<>();

    EstimateCheck(Map<@Nullable String, Long> exactByKey) {
        exactByKey.forEach((key, count) -> exact.put(List.of(key == null ? "NULL" : "'" + key + "'"), count));
    }

    void check(ViewRows estimates, RowComparison comparison) {
        estimates.rows().forEach((key, values) -> {
            double estimate = Double.parseDouble(values.get(0).get(0));
            long count = exact.getOrDefault(key, 0L);
            if (Math.abs(estimate - count) > LARGEST_RELATIVE_ERROR * count) {
                comparison.different(
                        "unique_customers_by_country " + key + ": " + estimate + " is too far from " + count);
            }
        });
    }
}
