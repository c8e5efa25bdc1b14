package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.sql.SqlRow;
import io.lambdagrid.control.LiveDataset.Kind;
import io.lambdagrid.master.ImportFormat;
import io.lambdagrid.master.MasterImport;
import io.lambdagrid.view.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History that never was in Kafka, from its import through the whole life of the views, on real servers. */
class ImportedHistoryTest {
    private static final String VIEW = "count_by_product";

    @TempDir
    Path folder;

    private LiveDataset orders;

    @BeforeEach
    void start() throws Exception {
        orders = new LiveDataset(Map.of(
                VIEW, "SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM DATASET GROUP BY product"));
    }

    @AfterEach
    void stop() {
        orders.close();
    }

    @Test
    void import_counts_once_from_the_next_recomputation_on_whatever_happens_then() throws Exception {
        orders.send(800);
        awaitRows();
        Map<String, String> withoutImport = expected();

        assertThat(importOrders("history-2019", 300).accepted()).isEqualTo(300);
        orders.run(Kind.INCREMENTAL);
        assertThat(orders.rows(VIEW)).as("before the recomputation").isEqualTo(withoutImport);
        assertImports(Map.of());

        orders.run(Kind.RECOMPUTATION);
        expectOrders("history-2019", 300);
        awaitRows();
        assertThat(orders.rows(VIEW + "_batch")).isEqualTo(expected());
        assertImports(Map.of(-1, 301L));
        assertRejected("-1/300");

        for (int move = 0; move < 2; move++) {
            orders.send(200);
            orders.run(Kind.INCREMENTAL);
            awaitRows();
            assertThat(orders.rows(VIEW + "_batch")).isEqualTo(expected());
            assertImports(Map.of(-1, 301L));
        }

        orders.restart();
        awaitRows();
        assertRejected("-1/300");

        assertThat(importOrders("history-2019", 300).isNew()).isFalse();
        assertThat(importOrders("history-2018", 100).isNew()).isTrue();
        orders.send(100);
        orders.run(Kind.INCREMENTAL);
        awaitRows();
        assertImports(Map.of(-1, 301L));

        orders.run(Kind.RECOMPUTATION);
        expectOrders("history-2018", 100);
        awaitRows();
        assertImports(Map.of(-1, 301L, -2, 101L));
        assertRejected("-1/300", "-2/100");
        orders.run(Kind.RECOMPUTATION);
        awaitRows();
        assertThat(orders.query("SELECT * FROM lambda_differences")).isEmpty();
    }

    /** Imports orders, and a last one that has no number. */
    private MasterImport.Outcome importOrders(String id, int count) throws IOException {
        StringBuilder csv = new StringBuilder("product,quantity\n");
        for (int i = 0; i < count; i++) {
            csv.append(product(id, i)).append(',').append(i % 9).append('\n');
        }
        Path file = Files.writeString(folder.resolve(id + ".csv"), csv.append("p1,few\n"));
        return new MasterImport(orders.master(), orders.dataset(), orders.upkeep(), Clock.systemUTC())
                .run(id, List.of(new MasterImport.Source(file.toString(), ImportFormat.CSV)));
    }

    private void expectOrders(String id, int count) {
        for (int i = 0; i < count; i++) {
            orders.expect(product(id, i), i % 9);
        }
    }

    /** Some products are known from the topic, some are not. */
    private static String product(String id, int order) {
        return order % 2 == 0 ? "p" + order % 7 : id + order % 5;
    }

    private Map<String, String> expected() {
        return orders.expected(quantity -> true);
    }

    private void awaitRows() {
        orders.awaitRows(VIEW, expected());
    }

    /** Returns when the generation that is served says that it includes exactly these imports. */
    private void assertImports(Map<Integer, Long> ends) {
        await().atMost(LiveDataset.SOON).untilAsserted(() -> {
            List<SqlRow> serving =
                    orders.query("SELECT batch_coverage FROM lambda_generations WHERE state = 'SERVING'");
            assertThat(serving).hasSize(1);
            Coverage coverage = Coverage.parse(serving.get(0).getObject(0));
            assertThat(coverage.ofImports().ends()).isEqualTo(ends);
        });
    }

    private void assertRejected(String... places) {
        List<String> found = orders.query("SELECT kafka_partition, kafka_offset FROM lambda_rejected").stream()
                .map(row -> row.<Integer>getObject(0) + "/" + row.<Long>getObject(1))
                .toList();
        assertThat(found).containsExactlyInAnyOrder(places);
    }
}
