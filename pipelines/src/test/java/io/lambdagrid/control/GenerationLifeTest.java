package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import io.lambdagrid.cassandra.CassandraSettings;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RunRequest;
import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.master.ArchiveSettings;
import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.master.UpkeepSettings;
import io.lambdagrid.speed.SpeedPlan;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.SharedStack;
import io.lambdagrid.testing.TestGrid;
import io.lambdagrid.testing.TestViews;
import io.lambdagrid.testing.Topic;
import io.lambdagrid.view.Generation.ViewSource;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The whole path on real servers: log, archive, batch, speed, switch, SQL, and the way back after everything was off.
 */
class GenerationLifeTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final LocalStack stack = SharedStack.get();
    private final String name = "orders_" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, long[]> expected = new TreeMap<>();
    private Topic topic;
    private TestGrid grid;
    private Controller controller;

    @BeforeEach
    void start() throws Exception {
        topic = Topic.create(stack.kafkaBootstrapServers(), 3);
        startGrid();
    }

    private void startGrid() {
        grid = new TestGrid(2);
        controller = new Controller(
                grid.member(0),
                settings(),
                List.of(new DatasetViews(
                        TestViews.orders(name, topic.name()),
                        List.of(new ViewSource(
                                "count_by_product", TestViews.countByProduct().sql())))),
                (source, dataset) -> TestViews.countByProduct(),
                Clock.systemUTC());
        controller.start();
    }

    private ControlSettings settings() {
        return new ControlSettings(
                new KafkaSettings(stack.kafkaBootstrapServers(), Map.of()),
                MasterLocation.of(stack.hdfsUri() + "/" + name, Map.of("dfs.replication", "1")),
                new ArchiveSettings(Duration.ofMillis(500), 64L << 20, 1),
                new UpkeepSettings(Duration.ofSeconds(1), 64L << 20, Duration.ofSeconds(30)),
                CassandraSettings.of(List.of(stack.cassandraContactPoint()), stack.cassandraDatacenter(), name),
                SpeedPlan.Pace.DEFAULTS,
                -1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        controller.close();
        grid.close();
        topic.close();
    }

    @Test
    void history_and_the_last_second_are_merged_through_switches_and_a_cold_restart() throws Exception {
        send(3000);
        awaitMerged();
        send(2000);
        awaitMerged();

        awaitArchived(5000);
        request(Kind.RECOMPUTATION);
        assertThat(merged()).isEqualTo(expectedRows());
        assertThat(rows("count_by_product_batch")).isEqualTo(expectedRows());
        assertThat(rows("count_by_product_realtime")).isEmpty();

        send(1000);
        awaitMerged();
        assertThat(rows("count_by_product_realtime")).isNotEmpty();

        restart();
        send(500);
        awaitMerged();
        assertThat(query("SELECT * FROM lambda_rejected")).isEmpty();
    }

    @Test
    void seam_moves_in_place_again_and_again_and_rows_come_back_from_several_increments() throws Exception {
        send(2000);
        awaitMerged();
        for (int move = 0; move < 3; move++) {
            send(300);
            request(Kind.INCREMENTAL);
            awaitMerged();
            assertThat(rows("count_by_product_batch")).isEqualTo(expectedRows());
            assertThat(rows("count_by_product_realtime")).isEmpty();
            send(50);
            awaitMerged();
            assertThat(rows("count_by_product_realtime")).hasSize(50);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                query("SELECT generation FROM lambda_generations WHERE base = 1 AND state = 'RETIRED'"))
                        .hasSize(3));

        restart();
        awaitMerged();
        assertThat(rows("count_by_product_realtime")).hasSize(50);
        send(500);
        awaitMerged();
        request(Kind.INCREMENTAL);
        awaitMerged();
        assertThat(rows("count_by_product_batch")).isEqualTo(expectedRows());

        request(Kind.RECOMPUTATION);
        awaitMerged();
        assertThat(rows("count_by_product_batch")).isEqualTo(expectedRows());
        assertThat(query("SELECT * FROM lambda_differences")).isEmpty();
    }

    private void awaitMerged() {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(merged()).isEqualTo(expectedRows()));
    }

    private void restart() {
        controller.close();
        grid.close();
        startGrid();
    }

    private void send(int records) throws Exception {
        for (int i = 0; i < records; i++) {
            String product = "p" + (i * 7919L % 97);
            long quantity = i % 11;
            topic.send(i % topic.partitions(), "{\"product\":\"" + product + "\",\"quantity\":" + quantity + "}");
            long[] sums = expected.computeIfAbsent(product, p -> new long[2]);
            sums[0]++;
            sums[1] += quantity;
        }
        topic.flush();
    }

    private enum Kind {
        RECOMPUTATION,
        INCREMENTAL
    }

    /** Asks for a generation and returns when it is served. */
    private void request(Kind kind) {
        Map<String, RunRequest> requests = grid.member(0).getMap(GridMaps.REQUESTS);
        RunRequest request = new RunRequest(
                UUID.randomUUID().toString(),
                name,
                kind == Kind.RECOMPUTATION,
                OffsetDateTime.now(Clock.systemUTC()),
                0,
                "");
        requests.put(request.id(), request);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(requests.get(request.id()).outcome()).isEqualTo(RunRequest.DONE));
    }

    private void awaitArchived(long records) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            BigDecimal archived =
                    query("SELECT SUM(archived) FROM lambda_partitions").get(0).getObject(0);
            assertThat(archived).isEqualByComparingTo(BigDecimal.valueOf(records));
        });
    }

    private Map<String, String> expectedRows() {
        Map<String, String> rows = new TreeMap<>();
        expected.forEach((product, sums) -> rows.put(product, sums[0] + "/" + sums[1]));
        return rows;
    }

    private Map<String, String> merged() {
        return rows("count_by_product");
    }

    private Map<String, String> rows(String view) {
        Map<String, String> rows = new TreeMap<>();
        query("SELECT product, orders, pieces FROM " + view)
                .forEach(row -> rows.put(row.getObject(0), row.getObject(1) + "/" + row.getObject(2)));
        return rows;
    }

    private List<SqlRow> query(String sql) {
        try (SqlResult result = grid.member(0).getSql().execute(sql)) {
            return result.stream().toList();
        }
    }
}
