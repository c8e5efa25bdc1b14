package io.lambdagrid.benchmark.workload;

import io.lambdagrid.stack.shop.OrderGenerator;
import io.lambdagrid.stack.shop.ShopRecord;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * So many orders of a shop with 100,000 products (Zipf 1.0) and a million customers, in the course of thirty days. With
 * the same seed and size the bytes are the same. Records that cannot be read are left out: every subject would do
 * something else with them.
 */
public record OrdersWorkload(long seed, long records) {
    /** The partitions of the topic, and of what is archived from it. */
    public static final int PARTITIONS = 4;

    private static final int PRODUCTS = 100_000;
    private static final Instant FIRST_DAY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(30);

    public OrdersWorkload {
        if (records < 1) {
            throw new IllegalArgumentException("A workload needs at least one record, not '" + records + "'");
        }
    }

    /** Returns the dataset as the grid knows it. */
    public static Dataset dataset(String topic) {
        return new Dataset(
                "orders",
                topic,
                RecordFormat.JSON,
                List.of(
                        new Column("order_id", ColumnType.BIGINT),
                        new Column("customer", ColumnType.BIGINT),
                        new Column("product", ColumnType.VARCHAR),
                        new Column("country", ColumnType.VARCHAR),
                        new Column("status", ColumnType.VARCHAR),
                        new Column("amount", ColumnType.decimal(12, 2)),
                        new Column("quantity", ColumnType.INTEGER),
                        new Column("ordered_at", ColumnType.TIMESTAMP)),
                "ordered_at",
                true);
    }

    /** Returns the records, in the order in which they happened; each has a value. */
    public Iterator<ShopRecord> iterator() {
        OrderGenerator generator = new OrderGenerator(seed, PRODUCTS);
        long[] made = new long[1];
        long stepMicros = LENGTH.toNanos() / 1000 / records;
        return Stream.generate(() -> generator.next(FIRST_DAY.plusNanos(made[0]++ * stepMicros * 1000)))
                .filter(record -> record.order().isPresent())
                .limit(records)
                .iterator();
    }

    /** Returns what a result says of it. */
    public Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", "orders");
        description.put("seed", seed);
        description.put("records", records);
        description.put("products", PRODUCTS + " (Zipf 1.0)");
        description.put("customers", OrderGenerator.CUSTOMERS);
        description.put("days", LENGTH.toDays());
        return description;
    }

    /** Returns a name for data made of it. */
    public String name() {
        return "orders-" + seed + "-" + records;
    }
}
