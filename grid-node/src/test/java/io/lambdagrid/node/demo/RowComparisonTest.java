package io.lambdagrid.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowComparisonTest {
    private static final LocalDateTime HOUR = LocalDateTime.parse("2026-01-31T12:00:00");

    private final ViewRows expected = new ViewRows(1);
    private final ViewRows actual = new ViewRows(1);

    @Test
    void equal_rows_are_equal_whatever_their_order_and_number_form() {
        add(expected, "a", 2L, new BigDecimal("10.50"));
        add(expected, null, 1, null);
        add(actual, null, 1L, null);
        add(actual, "a", 2, new BigDecimal("10.5000"));

        assertThat(compared()).isEqualTo(0);
    }

    @Test
    void one_row_that_is_off_by_a_cent_is_one_difference() {
        add(expected, "a", 2L, new BigDecimal("10.50"));
        add(expected, "b", 1L, new BigDecimal("1.00"));
        add(actual, "a", 2L, new BigDecimal("10.51"));
        add(actual, "b", 1L, new BigDecimal("1.00"));

        RowComparison comparison = new RowComparison();
        comparison.compare("revenue", expected, actual);

        assertThat(comparison.rowsCompared()).isEqualTo(2);
        assertThat(comparison.rowsDifferent()).isEqualTo(1);
        assertThat(comparison.firstDifferences())
                .containsExactly("revenue ['a']: expected [2, 10.5], found [2, 10.51]");
    }

    @Test
    void missing_surplus_and_doubled_rows_are_differences() {
        add(expected, "missing", 1L);
        add(actual, "surplus", 1L);
        add(expected, "doubled", 1L);
        add(actual, "doubled", 1L);
        add(actual, "doubled", 1L);

        assertThat(compared()).isEqualTo(3);
    }

    @Test
    void null_is_not_the_text_null_and_an_hour_is_not_another() {
        add(expected, null, 1L);
        add(actual, "NULL", 1L);
        add(expected, "x", HOUR);
        add(actual, "x", HOUR.plusHours(1));

        assertThat(compared()).isEqualTo(3);
    }

    @Test
    void an_estimate_far_from_the_exact_count_is_a_difference() {
        add(actual, "near", 1_050L);
        add(actual, "far", 1_100L);
        RowComparison comparison = new RowComparison();
        new EstimateCheck(Map.of("near", 1_000L, "far", 1_000L)).check(actual, comparison);

        assertThat(comparison.rowsDifferent()).isEqualTo(1);
        assertThat(comparison.firstDifferences().get(0)).contains("'far'", "1100");
    }

    private long compared() {
        RowComparison comparison = new RowComparison();
        comparison.compare("view", expected, actual);
        return comparison.rowsDifferent();
    }

    private static void add(ViewRows rows, @Nullable Object... values) {
        List<@Nullable Object> row = Arrays.asList(values);
        rows.add(row);
    }
}
