package io.lambdagrid.node.demo;

import io.lambdagrid.client.Freshness;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.node.progress.Screen;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the shop and the grid said at one moment.
 *
 * @param next the state of the generation that is to replace the one being served; empty when there is none
 */
record LiveReading(
        Tally.State shop,
        Totals merged,
        Totals batch,
        Totals realtime,
        Freshness freshness,
        long rejected,
        String next,
        String age) {
    private static final String VIEW = "revenue_by_product";
    private static final String BATCH = VIEW + "_batch";
    private static final String REALTIME = VIEW + "_realtime";

    /** Asks the shop first: the grid may then know more, but never less without lagging. */
    static LiveReading of(Tally tally, LambdaGrid grid, Clock clock) {
        Tally.State shop = tally.state();
        Map<String, Totals> totals = totals(grid);
        Freshness freshness = grid.view(VIEW).freshness();
        return new LiveReading(
                shop,
                totals.getOrDefault(VIEW, Totals.NONE),
                totals.getOrDefault(BATCH, Totals.NONE),
                totals.getOrDefault(REALTIME, Totals.NONE),
                freshness,
                rejected(grid),
                next(grid, freshness.generation()),
                freshness
                        .age(clock)
                        .map(age -> String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1000.0))
                        .orElse("unknown"));
    }

    /** One statement for all, so that they are read at nearly the same moment. */
    private static Map<String, Totals> totals(LambdaGrid grid) {
        String sql = Stream.of(VIEW, BATCH, REALTIME)
                .map(view -> "SELECT '" + view + "', SUM(orders), SUM(revenue) FROM " + view)
                .collect(Collectors.joining(" UNION ALL "));
        try (SqlResult result = grid.sql(sql)) {
            return result.stream()
                    .collect(Collectors.toMap(row -> row.value(0, String.class).orElse(""), LiveReading::totals));
        }
    }

    private static Totals totals(Row row) {
        return new Totals(
                row.value(1, BigDecimal.class).map(BigDecimal::longValue).orElse(0L),
                row.value(2, BigDecimal.class).orElse(BigDecimal.ZERO));
    }

    private static long rejected(LambdaGrid grid) {
        return only(grid, "SELECT COUNT(*) FROM lambda_rejected")
                .value(0, Long.class)
                .orElse(0L);
    }

    private static String next(LambdaGrid grid, long serving) {
        try (SqlResult result =
                grid.sql("SELECT generation, state FROM lambda_generations WHERE generation > ?", serving)) {
            return result.stream()
                    .map(row -> "   generation " + row.longValue("generation") + " " + row.text("state"))
                    .reduce("", (older, newer) -> newer);
        }
    }

    private static Row only(LambdaGrid grid, String sql) {
        try (SqlResult result = grid.sql(sql)) {
            return result.iterator().next();
        }
    }

    List<String> lines(Screen screen) {
        return List.of(
                "",
                "  revenue_by_product             orders                  revenue",
                totalsLine("produced", shop.counted()),
                screen.bold(totalsLine("merged view", merged)),
                totalsLine("  batch part", batch),
                totalsLine("  real-time part", realtime),
                String.format(
                        Locale.ROOT,
                        "  generation %d   lag %,d   fresh to %s ago%s",
                        freshness.generation(),
                        freshness.lagRecords(),
                        age,
                        next),
                String.format(
                        Locale.ROOT,
                        "  %,d records, %,d of them unreadable; rejected %,d",
                        shop.records(),
                        shop.unreadable(),
                        rejected),
                "");
    }

    private static String totalsLine(String title, Totals totals) {
        return String.format(Locale.ROOT, "  %-22s %,14d %,24.2f", title, totals.orders(), totals.revenue());
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "produced %,d   merged %,d = batch %,d + real time %,d orders   generation %d   lag %,d   fresh to %s"
                        + " ago   rejected %,d%s",
                shop.counted().orders(),
                merged.orders(),
                batch.orders(),
                realtime.orders(),
                freshness.generation(),
                freshness.lagRecords(),
                age,
                rejected,
                next);
    }
}
