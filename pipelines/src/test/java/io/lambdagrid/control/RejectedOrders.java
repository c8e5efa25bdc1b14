package io.lambdagrid.control;

import com.hazelcast.sql.SqlRow;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Orders of which some cannot be read, and what a reader who knows the rules expects of them. Quantities are small, too
 * large for an INTEGER, or no numbers at all.
 */
final class RejectedOrders {
    static final long LARGE = 5_000_000_000L;

    private static final int PARTITIONS = 3;

    private final LiveDataset orders;
    private final long[] ends = new long[PARTITIONS];
    private final List<Order> sent = new ArrayList<>();

    /** An order and its place; no quantity where it is no number. */
    record Order(
            int partition,
            long offset,
            String product,
            @Nullable Long quantity) {
        String place() {
            return partition + "/" + offset;
        }

        boolean isSmall() {
            return quantity != null && quantity < LARGE;
        }

        boolean isNumber() {
            return quantity != null;
        }
    }

    RejectedOrders(LiveDataset orders) {
        this.orders = orders;
    }

    static Dataset narrow(String name, String topic) {
        return orders(name, topic, ColumnType.INTEGER);
    }

    static Dataset wide(String name, String topic) {
        return orders(name, topic, ColumnType.BIGINT);
    }

    private static Dataset orders(String name, String topic, ColumnType quantity) {
        return new Dataset(
                name,
                topic,
                RecordFormat.JSON,
                List.of(new Column("product", ColumnType.VARCHAR), new Column("quantity", quantity)),
                "",
                true);
    }

    /** Sends orders: every seventh is too large for an INTEGER, every eleventh has no number. */
    void send(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            int next = sent.size();
            Long quantity = next % 11 == 5 ? null : next % 7 == 3 ? LARGE + next : Long.valueOf(next % 10);
            String product = "p" + next % 13;
            int partition = next % PARTITIONS;
            orders.topic()
                    .send(
                            partition,
                            "{\"product\":\"" + product + "\",\"quantity\":" + (quantity == null ? "\"few\"" : quantity)
                                    + "}");
            sent.add(new Order(partition, ends[partition]++, product, quantity));
        }
        orders.topic().flush();
    }

    /** Returns {@code ORDERS/PIECES} of each product, of the orders that count. */
    Map<String, String> rows(Predicate<Order> counts) {
        Map<String, long[]> rows = new TreeMap<>();
        sent.stream().filter(counts).forEach(order -> {
            long[] row = rows.computeIfAbsent(order.product(), product -> new long[2]);
            row[0]++;
            row[1] += order.quantity() == null ? 0 : order.quantity();
        });
        Map<String, String> shown = new TreeMap<>();
        rows.forEach((product, row) -> shown.put(product, row[0] + "/" + row[1]));
        return shown;
    }

    /** Returns where the orders are that do not count. */
    Set<String> places(Predicate<Order> counts) {
        Set<String> places = new TreeSet<>();
        sent.stream().filter(counts.negate()).map(Order::place).forEach(places::add);
        return places;
    }

    /** Returns where the records are that the grid has rejected for a view, or that it could not read. */
    List<String> rejected(String view) {
        List<String> places = new ArrayList<>();
        for (SqlRow row : orders.query("SELECT kafka_partition, kafka_offset FROM lambda_rejected WHERE dataset = '"
                + orders.name() + "' AND \"view\" = '" + view + "'")) {
            places.add(row.<Integer>getObject(0) + "/" + row.<Long>getObject(1));
        }
        places.sort(null);
        return places;
    }
}
