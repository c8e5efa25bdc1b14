package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.control.LiveDataset.Kind;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The whole path on real servers: log, archive, batch, speed, switch, SQL, and the way back after everything was off.
 */
class GenerationLifeTest {
    private LiveDataset orders;

    @BeforeEach
    void start() throws Exception {
        orders = new LiveDataset(Map.of(
                "count_by_product",
                "SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM DATASET GROUP BY product"));
    }

    @AfterEach
    void stop() {
        orders.close();
    }

    @Test
    void history_and_the_last_second_are_merged_through_switches_and_a_cold_restart() throws Exception {
        orders.send(3000);
        awaitMerged();
        orders.send(2000);
        awaitMerged();

        awaitArchived(5000);
        orders.run(Kind.RECOMPUTATION);
        assertThat(merged()).isEqualTo(expected());
        assertThat(orders.rows("count_by_product_batch")).isEqualTo(expected());
        assertThat(orders.rows("count_by_product_realtime")).isEmpty();

        orders.send(1000);
        awaitMerged();
        assertThat(orders.rows("count_by_product_realtime")).isNotEmpty();

        orders.restart();
        orders.send(500);
        awaitMerged();
        assertThat(orders.query("SELECT * FROM lambda_rejected")).isEmpty();
    }

    @Test
    void seam_moves_in_place_again_and_again_and_rows_come_back_from_several_increments() throws Exception {
        orders.send(2000);
        awaitMerged();
        for (int move = 0; move < 3; move++) {
            orders.send(300);
            orders.run(Kind.INCREMENTAL);
            awaitMerged();
            assertThat(orders.rows("count_by_product_batch")).isEqualTo(expected());
            assertThat(orders.rows("count_by_product_realtime")).isEmpty();
            orders.send(50);
            awaitMerged();
            assertThat(orders.rows("count_by_product_realtime")).hasSize(50);
        }
        await().atMost(LiveDataset.SOON)
                .untilAsserted(() -> assertThat(orders.query(
                                "SELECT generation FROM lambda_generations WHERE base = 1 AND state = 'RETIRED'"))
                        .hasSize(3));

        orders.restart();
        awaitMerged();
        assertThat(orders.rows("count_by_product_realtime")).hasSize(50);
        orders.send(500);
        awaitMerged();
        orders.run(Kind.INCREMENTAL);
        awaitMerged();
        assertThat(orders.rows("count_by_product_batch")).isEqualTo(expected());

        orders.run(Kind.RECOMPUTATION);
        awaitMerged();
        assertThat(orders.rows("count_by_product_batch")).isEqualTo(expected());
        assertThat(orders.query("SELECT * FROM lambda_differences")).isEmpty();
    }

    private void awaitMerged() {
        orders.awaitRows("count_by_product", expected());
    }

    private void awaitArchived(long records) {
        await().atMost(LiveDataset.SOON).ignoreExceptions().untilAsserted(() -> {
            BigDecimal archived = orders.query("SELECT SUM(archived) FROM lambda_partitions")
                    .get(0)
                    .getObject(0);
            assertThat(archived).isEqualByComparingTo(BigDecimal.valueOf(records));
        });
    }

    private Map<String, String> expected() {
        return orders.expected(quantity -> true);
    }

    private Map<String, String> merged() {
        return orders.rows("count_by_product");
    }
}
