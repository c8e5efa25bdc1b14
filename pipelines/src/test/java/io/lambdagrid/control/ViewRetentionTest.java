package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.hazelcast.sql.SqlRow;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.control.LiveDataset.Kind;
import io.lambdagrid.master.Expired;
import io.lambdagrid.master.MasterReport;
import io.lambdagrid.master.MasterVerification;
import io.lambdagrid.testing.ShiftedClock;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Old buckets leave the views, and old records the master dataset, on real servers. */
class ViewRetentionTest {
    private static final String BY_HOUR = "pieces_by_hour";
    private static final String BY_HOUR_SQL = "SELECT FLOOR(ordered_at TO HOUR) AS sold_hour, COUNT(*) AS orders,"
            + " SUM(quantity) AS pieces FROM DATASET GROUP BY sold_hour RETAIN sold_hour FOR INTERVAL '10' HOUR";
    private static final String BY_PRODUCT = "count_by_product";
    private static final String BY_PRODUCT_SQL =
            "SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM DATASET GROUP BY product";

    /** Half past, so that no hour ends while a test runs; and not in the past, where requests are not made. */
    private final Instant begin = Instant.now()
            .plus(30, ChronoUnit.MINUTES)
            .truncatedTo(ChronoUnit.HOURS)
            .plus(30, ChronoUnit.MINUTES);

    private final ShiftedClock clock = new ShiftedClock();

    private final List<Sale> sent = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Started by each test.
    private LiveDataset orders;

    private record Sale(@Nullable Instant at, long quantity) {}

    private void start(Map<String, String> views, @Nullable Duration retain) throws Exception {
        clock.shiftBy(Duration.between(Instant.now(), begin));
        orders = new LiveDataset(views, (name, topic) -> dataset(name, topic, retain), clock, Duration.ofDays(2));
    }

    private static Dataset dataset(String name, String topic, @Nullable Duration retain) {
        return new Dataset(
                name,
                topic,
                RecordFormat.JSON,
                List.of(
                        new Column("product", ColumnType.VARCHAR),
                        new Column("quantity", ColumnType.BIGINT),
                        new Column("ordered_at", ColumnType.TIMESTAMP)),
                "ordered_at",
                true,
                retain);
    }

    @AfterEach
    void stop() {
        orders.close();
    }

    private Instant hoursAgo(long hours) {
        return begin.minus(hours, ChronoUnit.HOURS);
    }

    /** Sends one record for each hour from {@code first} hours ago to {@code last} hours ago. */
    private void sendHours(long first, long last) throws Exception {
        for (long hours = first; hours >= last; hours--) {
            send(hoursAgo(hours), hours + 100);
        }
    }

    private void send(@Nullable Instant at, long quantity) throws Exception {
        int partition = sent.size() % orders.topic().partitions();
        String time = at == null ? "" : ",\"ordered_at\":" + at.toEpochMilli();
        orders.topic().send(partition, "{\"product\":\"p" + quantity % 7 + "\",\"quantity\":" + quantity + time + "}");
        orders.topic().flush();
        sent.add(new Sale(at, quantity));
    }

    /** Returns {@code ORDERS/PIECES} of each hour that is not before the one of this time. */
    private Map<String, String> expected(Instant from) {
        Map<String, long[]> sums = new TreeMap<>();
        for (Sale sale : sent) {
            Instant hour = sale.at() == null ? null : sale.at().truncatedTo(ChronoUnit.HOURS);
            if (hour == null || !hour.isBefore(from.truncatedTo(ChronoUnit.HOURS))) {
                String key = hour == null ? "null" : String.valueOf(LocalDateTime.ofInstant(hour, ZoneOffset.UTC));
                long[] sum = sums.computeIfAbsent(key, k -> new long[2]);
                sum[0]++;
                sum[1] += sale.quantity();
            }
        }
        Map<String, String> rows = new TreeMap<>();
        sums.forEach((hour, sum) -> rows.put(hour, sum[0] + "/" + sum[1]));
        return rows;
    }

    private Map<String, String> rows(String view) {
        Map<String, String> rows = new TreeMap<>();
        for (SqlRow row : orders.query("SELECT sold_hour, orders, pieces FROM " + view)) {
            rows.put(String.valueOf(row.<Object>getObject(0)), row.getObject(1) + "/" + row.getObject(2));
        }
        return rows;
    }

    private void awaitRows(Instant from) {
        await().atMost(LiveDataset.SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(rows(BY_HOUR)).isEqualTo(expected(from)));
    }

    private void awaitHorizon(Instant from) {
        Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        await().atMost(LiveDataset.SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(horizon()).isEqualTo(hour));
    }

    private @Nullable Instant horizon() {
        ViewStatus status = orders.status(BY_HOUR);
        return status.retainedFrom() == null ? null : status.retainedFrom().toInstant();
    }

    /** Returns the hours that Cassandra has rows of, whatever the generation. */
    private List<String> storedHours() {
        String[] address = orders.cassandra().contactPoints().get(0).split(":", -1);
        try (CqlSession cql = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
                .withLocalDatacenter(orders.cassandra().localDatacenter())
                .build()) {
            String keyspace = orders.cassandra().keyspace();
            List<String> hours = new ArrayList<>();
            cql.execute(SimpleStatement.newInstance(
                            "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", keyspace))
                    .forEach(table -> {
                        String name = String.valueOf(table.getString(0));
                        if (name.startsWith(BY_HOUR)) {
                            cql.execute("SELECT DISTINCT key FROM " + keyspace + "." + name)
                                    .forEach(row -> hours.add(String.valueOf(row.getString(0))));
                        }
                    });
            return hours.stream()
                    .map(hour -> hour.equals("\\N") ? "null" : hour)
                    .sorted()
                    .toList();
        }
    }

    private void awaitStoredHours(Instant from) {
        await().atMost(LiveDataset.SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(storedHours())
                        .containsExactlyElementsOf(expected(from).keySet()));
    }

    @Test
    void old_buckets_leave_both_layers_and_cassandra_and_never_come_back() throws Exception {
        start(Map.of(BY_HOUR, BY_HOUR_SQL, BY_PRODUCT, BY_PRODUCT_SQL), null);
        sendHours(24, 0);
        send(null, 5);
        awaitRows(hoursAgo(10));
        awaitHorizon(hoursAgo(10));
        assertThat(orders.status(BY_PRODUCT).retainedFrom()).isNull();

        sendHours(20, 19);
        sendHours(5, 4);
        awaitRows(hoursAgo(10));
        await().atMost(LiveDataset.SOON)
                .untilAsserted(
                        () -> assertThat(orders.status(BY_HOUR).lateRecords()).isGreaterThanOrEqualTo(2));
        orders.run(Kind.INCREMENTAL);
        awaitRows(hoursAgo(10));
        awaitStoredHours(hoursAgo(10));

        clock.shiftBy(Duration.ofHours(3));
        orders.run(Kind.INCREMENTAL);
        assertThat(rows(BY_HOUR)).isEqualTo(expected(hoursAgo(7)));
        assertThat(rows(BY_HOUR + "_batch")).isEqualTo(expected(hoursAgo(7)));
        awaitHorizon(hoursAgo(7));
        awaitStoredHours(hoursAgo(7));
        sendHours(9, 6);
        awaitRows(hoursAgo(7));

        orders.restart();
        awaitRows(hoursAgo(7));
        sendHours(8, 6);
        awaitRows(hoursAgo(7));
        Map<String, String> incremental = rows(BY_HOUR);
        orders.run(Kind.RECOMPUTATION);
        assertThat(rows(BY_HOUR)).isEqualTo(incremental).isEqualTo(expected(hoursAgo(7)));
        awaitHorizon(hoursAgo(7));

        clock.shiftBy(Duration.ofHours(-6));
        sendHours(12, 5);
        orders.run(Kind.INCREMENTAL);
        awaitRows(hoursAgo(7));
        assertThat(horizon()).isEqualTo(hoursAgo(7).truncatedTo(ChronoUnit.HOURS));
        assertThat(orders.query("SELECT SUM(orders) FROM " + BY_PRODUCT)
                        .get(0)
                        .<Object>getObject(0)
                        .toString())
                .isEqualTo(String.valueOf(sent.size()));
        assertThat(orders.query("SELECT * FROM lambda_differences")).isEmpty();
    }

    @Test
    void old_buckets_leave_a_quiet_view_without_being_asked_to() throws Exception {
        start(Map.of(BY_HOUR, BY_HOUR_SQL), null);
        sendHours(24, 0);
        awaitRows(hoursAgo(10));
        orders.run(Kind.INCREMENTAL);
        orders.moveSeamEvery(Duration.ofSeconds(1));
        orders.restart();
        awaitRows(hoursAgo(10));
        long generation = orders.status(BY_HOUR).generation();

        clock.shiftBy(Duration.ofHours(4));
        awaitRows(hoursAgo(6));
        awaitHorizon(hoursAgo(6));
        awaitStoredHours(hoursAgo(6));
        assertThat(orders.status(BY_HOUR).generation()).isEqualTo(generation + 1);
        assertThat(orders.query("SELECT * FROM lambda_differences")).isEmpty();
    }

    @Test
    void old_records_leave_the_master_dataset_and_no_view_notices() throws Exception {
        start(Map.of(BY_HOUR, BY_HOUR_SQL), Duration.ofHours(12));
        sendHours(30, 13);
        orders.awaitArchived();
        sendHours(12, 0);
        send(null, 5);
        orders.topic().send(0, "not json");
        orders.topic().flush();
        awaitRows(hoursAgo(10));
        orders.awaitArchived();
        awaitLeft(1);

        orders.run(Kind.INCREMENTAL);
        orders.run(Kind.RECOMPUTATION);
        assertThat(rows(BY_HOUR)).isEqualTo(expected(hoursAgo(10)));
        MasterReport first = verified();

        clock.shiftBy(Duration.ofHours(8));
        sendHours(25, 1);
        orders.run(Kind.INCREMENTAL);
        awaitRows(hoursAgo(2));
        awaitLeft(left(first) + 1);
        orders.restart();
        awaitRows(hoursAgo(2));
        orders.run(Kind.RECOMPUTATION);
        assertThat(rows(BY_HOUR)).isEqualTo(expected(hoursAgo(2)));
        assertThat(orders.query("SELECT kafka_offset FROM lambda_rejected")).hasSize(1);
        assertThat(orders.query("SELECT * FROM lambda_differences")).isEmpty();
        verified();
    }

    @Test
    void view_that_needs_what_has_left_is_refused_and_one_that_says_where_it_begins_is_built() throws Exception {
        start(Map.of(BY_HOUR, BY_HOUR_SQL), Duration.ofHours(12));
        sendHours(30, 13);
        orders.awaitArchived();
        sendHours(12, 0);
        awaitRows(hoursAgo(10));
        awaitLeft(1);
        try (var grid = orders.connect()) {
            var refused = grid.views().apply(BY_PRODUCT, orders.sql(BY_PRODUCT_SQL));
            assertThat(refused.await(LiveDataset.SOON)).isTrue();
            assertThat(refused.outcome().orElseThrow())
                    .isEqualTo("LG-120  View 'count_by_product' needs records that dataset '" + orders.name()
                            + "' does not keep: it keeps all of its rows, and the dataset retains events for 12 hours."
                            + " Expected 'RETAIN ... FOR INTERVAL' of at most that, by a time bucket of 'ordered_at';"
                            + " or let the dataset retain them for longer, or for ever without 'retain'.");
        }

        // What has left does not come back when the dataset retains its records again.
        orders.declare((name, topic) -> dataset(name, topic, null));
        orders.restart();
        awaitRows(hoursAgo(10));
        Instant left = expired(verified()).beforeInstant();
        try (var grid = orders.connect()) {
            var refused = grid.views().apply(BY_PRODUCT, orders.sql(BY_PRODUCT_SQL));
            assertThat(refused.await(LiveDataset.SOON)).isTrue();
            assertThat(refused.outcome().orElseThrow())
                    .isEqualTo("LG-414  View 'count_by_product' needs records of before " + left
                            + ", which have left the master dataset of '" + orders.name()
                            + "'. Expected RETAIN by a time bucket of 'ordered_at', so that the view says where it"
                            + " begins.");
            awaitThat(() -> orders.status(BY_PRODUCT).view().equals(BY_PRODUCT));
            assertThat(grid.views().drop(BY_PRODUCT).await(LiveDataset.SOON)).isTrue();

            var longer = grid.views()
                    .apply(BY_HOUR, orders.sql(BY_HOUR_SQL.replace("INTERVAL '10' HOUR", "INTERVAL '90' DAY")));
            assertThat(longer.await(LiveDataset.SOON)).isTrue();
            assertThat(longer.outcome()).contains("DONE");
        }
        await().atMost(LiveDataset.SOON)
                .untilAsserted(() -> assertThat(horizon()).isEqualTo(left));
        awaitRows(left.plus(Duration.ofHours(1)).minusMillis(1));
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(LiveDataset.SOON).ignoreExceptions().until(condition);
    }

    private void awaitLeft(long atLeast) {
        await().atMost(LiveDataset.SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(left(verified())).isGreaterThanOrEqualTo(atLeast));
    }

    private static long left(MasterReport report) {
        return report.expired() == null ? 0 : expired(report).records();
    }

    private static Expired expired(MasterReport report) {
        Expired expired = report.expired();
        if (expired == null) {
            throw new AssertionError("Nothing has left");
        }
        return expired;
    }

    private MasterReport verified() {
        MasterReport report =
                new MasterVerification(orders.master(), orders.dataset(), 5).verify(MasterVerification.Depth.ROWS);
        assertThat(report.problems()).isEmpty();
        return report;
    }
}
