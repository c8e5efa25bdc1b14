package io.lambdagrid.speed;

import io.lambdagrid.sql.ViewParser;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.RecordFormat;
import io.lambdagrid.view.RowAge;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import io.lambdagrid.view.aggregate.StandardAggregates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Random logs of orders, and random views over them. */
final class RandomShop {
    static final Dataset ORDERS = new Dataset(
            "orders",
            "orders",
            RecordFormat.JSON,
            List.of(
                    new Column("product", ColumnType.VARCHAR),
                    new Column("country", ColumnType.VARCHAR),
                    new Column("quantity", ColumnType.INTEGER),
                    new Column("amount", ColumnType.decimal(12, 2)),
                    new Column("weight", ColumnType.DOUBLE),
                    new Column("ordered_at", ColumnType.TIMESTAMP)),
            "ordered_at",
            true);

    private static final ViewParser PARSER = new ViewParser(StandardAggregates.all());
    private static final List<String> GROUPS =
            List.of("product", "country", "FLOOR(ordered_at TO HOUR)", "quantity % 3", "UPPER(country)");
    private static final String HOP = "(ordered_at, INTERVAL '20' MINUTE, INTERVAL '1' HOUR)";
    private static final List<String> MEASURES = List.of(
            "COUNT(*)",
            "COUNT(quantity)",
            "SUM(quantity)",
            "SUM(amount)",
            "SUM(weight)",
            "AVG(amount)",
            "AVG(weight)",
            "MIN(amount)",
            "MAX(ordered_at)",
            "MIN(product)",
            "APPROX_COUNT_DISTINCT(product)",
            "COUNT(DISTINCT product)",
            "STDDEV(weight)",
            "APPROX_TOP_K(product, 3)",
            "APPROX_PERCENTILE(amount, 0.9)",
            "VAR_POP(amount)",
            "BOOL_OR(amount < 0)",
            "FIRST_VALUE(amount)",
            "LAST_VALUE(product)",
            "MAX_BY(weight, quantity)",
            "SUM(10 / quantity)");
    private static final List<String> CONDITIONS =
            List.of("", "country <> 'DE'", "quantity > 1 OR amount IS NULL", "weight < 0.5", "product LIKE 'p1%'");

    private static final long SPAN = 14_400_000_000L;
    private static final long FIRST_ORDER = 1_700_000_000_000_000L - SPAN / 2;

    private RandomShop() {}

    /** One record of the log, already decoded. */
    @SuppressWarnings("ArrayRecordComponent") // A row, never compared.
    record LogRecord(int partition, long offset, @Nullable Object[] row) {}

    static ViewDefinition view(RandomGenerator random, String name) {
        StringBuilder sql = new StringBuilder("SELECT ");
        StringBuilder groupBy = new StringBuilder();
        List<String> buckets = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            sql.append("HOP_START").append(HOP).append(" AS bucket, ");
            groupBy.append(" GROUP BY HOP").append(HOP);
            buckets.add("bucket");
        }
        int groups = random.nextInt(3);
        for (int i = 0; i < groups; i++) {
            String group = GROUPS.get(random.nextInt(GROUPS.size()));
            sql.append(group).append(" AS g").append(i).append(", ");
            if (group.startsWith("FLOOR") && !groupBy.toString().contains(group)) {
                buckets.add("g" + i);
            }
            groupBy.append(groupBy.isEmpty() ? " GROUP BY " : ", ").append(group);
        }
        int measures = 1 + random.nextInt(4);
        for (int i = 0; i < measures; i++) {
            sql.append(i == 0 ? "" : ", ").append(MEASURES.get(random.nextInt(MEASURES.size())));
            sql.append(random.nextInt(4) == 0 ? " FILTER (WHERE quantity < 4)" : "")
                    .append(" AS m")
                    .append(i);
        }
        String condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
        sql.append(" FROM orders")
                .append(condition.isEmpty() ? "" : " WHERE " + condition)
                .append(groupBy);
        if (!buckets.isEmpty() && random.nextInt(4) != 0) {
            sql.append(" RETAIN ")
                    .append(buckets.get(random.nextInt(buckets.size())))
                    .append(" FOR INTERVAL '")
                    .append(1 + random.nextInt(90))
                    .append("' MINUTE");
        }
        return PARSER.parse(name, sql.toString(), ORDERS);
    }

    /** Returns a log of some partitions, in the order in which it was written; event times jump back and forth. */
    static List<LogRecord> log(RandomGenerator random, int partitions) {
        long[] next = new long[partitions];
        List<LogRecord> log = new ArrayList<>();
        int records = random.nextInt(300);
        for (int i = 0; i < records; i++) {
            int partition = random.nextInt(partitions);
            next[partition] += random.nextInt(10) == 0 ? 2 : 1; // transaction markers leave holes
            log.add(new LogRecord(partition, next[partition] - 1, row(random)));
        }
        return log;
    }

    /** Returns the horizons of views at some time when the orders of a log were new, or soon after. */
    static Horizons horizons(RandomGenerator random, List<ViewFold> folds, Horizons before) {
        long now = FIRST_ORDER + random.nextLong(2 * SPAN);
        Horizons horizons = before;
        for (ViewFold fold : folds) {
            Optional<RowAge> age = RowAge.of(fold.view());
            if (age.isPresent()) {
                String view = fold.view().name();
                horizons =
                        horizons.with(view, Math.max(before.of(view), age.get().horizonAt(now)));
            }
        }
        return horizons;
    }

    private static @Nullable Object[] row(RandomGenerator random) {
        return new @Nullable Object[] {
            rarelyNull(random, "p" + random.nextInt(15)),
            rarelyNull(random, List.of("DE", "fr", "a|b", "c\\d").get(random.nextInt(4))),
            rarelyNull(random, random.nextInt(6)),
            rarelyNull(random, BigDecimal.valueOf(random.nextLong(-99_999, 999_999), 2)),
            rarelyNull(random, (random.nextDouble() - 0.4) * Math.pow(10, random.nextInt(-12, 12))),
            rarelyNull(random, FIRST_ORDER + random.nextLong(SPAN))
        };
    }

    private static @Nullable Object rarelyNull(RandomGenerator random, Object value) {
        return random.nextInt(12) == 0 ? null : value;
    }
}
