package io.lambdagrid.control;

import static io.lambdagrid.control.LiveDataset.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.sql.SqlRow;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.control.LiveDataset.Kind;
import io.lambdagrid.view.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics in all states that years bring, through both layers, on real servers. */
class TopicStatesTest {
    private static final String VIEW = "count_by_product";

    private LiveDataset orders;

    @BeforeEach
    void start() throws Exception {
        orders = new LiveDataset(Map.of(
                VIEW, "SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM DATASET GROUP BY product"));
        orders.send(3);
        orders.awaitRows(VIEW, expected());
    }

    @AfterEach
    void stop() {
        orders.close();
    }

    private Map<String, String> expected() {
        return orders.expected(quantity -> true);
    }

    /** Both layers have to give the same, whichever of them has what. */
    private void assertBothLayersAgree() {
        orders.awaitRows(VIEW, expected());
        orders.run(Kind.INCREMENTAL);
        orders.awaitRows(VIEW, expected());
        orders.run(Kind.RECOMPUTATION);
        orders.awaitRows(VIEW, expected());
        assertThat(orders.rows(VIEW + "_batch")).isEqualTo(expected());
        assertThat(orders.query("SELECT * FROM lambda_differences")).isEmpty();
    }

    @Test
    void partitions_added_while_the_grid_is_up_and_while_it_is_down_are_counted_from_their_first_record()
            throws Exception {
        orders.topic().addPartitions(2);
        orders.send(500);
        orders.awaitRows(VIEW, expected());
        orders.run(Kind.INCREMENTAL);
        orders.stop();
        orders.topic().addPartitions(2);
        orders.send(70);
        orders.start();

        orders.awaitRows(VIEW, expected());
        orders.awaitArchived();
        assertBothLayersAgree();
        assertThat(Coverage.parse(orders.status(VIEW).batchCoverage()).ends()).hasSize(7);
    }

    @Test
    void committed_records_count_once_aborted_ones_never_and_an_open_transaction_holds_the_view_and_says_so()
            throws Exception {
        try (KafkaProducer<byte[], byte[]> transaction = orders.topic().transaction()) {
            produce(transaction, "committed", 7);
            transaction.commitTransaction();
            orders.expect("committed", 7);
            transaction.beginTransaction();
            produce(transaction, "aborted", 7);
            transaction.abortTransaction();
        }
        orders.awaitRows(VIEW, expected());
        awaitLag(0);

        try (KafkaProducer<byte[], byte[]> hanging = orders.topic().transaction()) {
            produce(hanging, "hanging", 5);
            hanging.flush();
            orders.topic().send(0, json("behind", 1));
            orders.topic().flush();
            awaitLag(2);
            // What was read last before the transaction may be told a moment later; from then on it stands still.
            AtomicReference<OffsetDateTime> freshTo = new AtomicReference<>(freshTo());
            await().during(Duration.ofSeconds(3)).atMost(LiveDataset.SOON).untilAsserted(() -> {
                OffsetDateTime now = freshTo();
                assertThat(freshTo.getAndSet(now)).isEqualTo(now);
                assertThat(orders.rows(VIEW)).isEqualTo(expected());
            });
            hanging.commitTransaction();
        }
        orders.expect("hanging", 5);
        orders.expect("behind", 1);
        orders.awaitRows(VIEW, expected());
        awaitLag(0);
        assertBothLayersAgree();
    }

    private void produce(KafkaProducer<byte[], byte[]> producer, String product, long quantity) {
        var unused = producer.send(new ProducerRecord<>(
                orders.topic().name(), 0, null, json(product, quantity).getBytes(UTF_8)));
    }

    private void awaitLag(long records) {
        await().atMost(LiveDataset.SOON).ignoreExceptions().untilAsserted(() -> {
            assertThat(orders.status(VIEW).lagRecords()).isEqualTo(records);
            SqlRow partition = orders.query("SELECT lag_records, end_offset, applied_end FROM lambda_partitions"
                            + " WHERE kafka_partition = 0")
                    .get(0);
            assertThat(partition.<Long>getObject(0)).isEqualTo(records);
            assertThat(partition.<Long>getObject(1) - partition.<Long>getObject(2))
                    .isEqualTo(records);
        });
    }

    private OffsetDateTime freshTo() {
        await().atMost(LiveDataset.SOON).until(() -> orders.status(VIEW).freshTo() != null);
        return Objects.requireNonNull(orders.status(VIEW).freshTo());
    }

    @Test
    void idle_partitions_hold_neither_freshness_nor_the_seam() throws Exception {
        orders.topic().send(0, json("busy", 2));
        orders.topic().flush();
        orders.expect("busy", 2);
        orders.awaitRows(VIEW, expected());
        OffsetDateTime before = freshTo();
        await().atMost(LiveDataset.SOON)
                .untilAsserted(() -> assertThat(freshTo()).isAfter(before.plusSeconds(2)));

        orders.run(Kind.INCREMENTAL);
        await().atMost(LiveDataset.SOON)
                .untilAsserted(
                        () -> assertThat(Coverage.parse(orders.status(VIEW).batchCoverage())
                                        .ends())
                                .isEqualTo(Map.of(0, 2L, 1, 1L, 2, 1L)));
        assertBothLayersAgree();
    }

    @Test
    void tombstones_and_empty_values_are_rejected_by_both_layers_alike() throws Exception {
        orders.topic().send(0, (String) null);
        orders.topic().send(1, "");
        orders.topic().send(2, json("after", 4));
        orders.topic().flush();
        orders.expect("after", 4);
        assertBothLayersAgree();

        List<SqlRow> rejected = orders.query(
                "SELECT kafka_partition, kafka_offset, reason FROM lambda_rejected ORDER BY kafka_partition");
        assertThat(rejected)
                .extracting(row -> row.<Integer>getObject(0) + "/" + row.<Long>getObject(1))
                .containsExactly("0/1", "1/1");
        assertThat(rejected)
                .allSatisfy(row -> assertThat(row.<String>getObject(2)).isNotEmpty());
        assertThat(orders.status(VIEW).status()).isEqualTo(ViewStatus.SERVING);
    }

    @Test
    void record_of_ten_megabytes_counts_like_any_other() throws Exception {
        String large = "{\"product\":\"large\",\"quantity\":3,\"note\":\"" + "x".repeat(10 << 20) + "\"}";
        orders.topic().send(0, Instant.now(), large.getBytes(UTF_8));
        orders.topic().send(1, Instant.now(), "y".repeat(10 << 20).getBytes(UTF_8));
        orders.topic().send(0, json("after", 4));
        orders.topic().flush();
        orders.expect("large", 3);
        orders.expect("after", 4);
        assertBothLayersAgree();
        assertThat(orders.query("SELECT reason FROM lambda_rejected")).hasSize(1);
    }

    @Test
    void key_of_a_hundred_thousand_characters_counts_like_any_other() throws Exception {
        String product = "k".repeat(100_000);
        orders.topic().send(0, json(product, 3));
        orders.topic().send(0, json("after", 4));
        orders.topic().flush();
        orders.expect(product, 3);
        orders.expect("after", 4);
        assertBothLayersAgree();
        orders.restart();
        orders.awaitRows(VIEW, expected());
    }

    @Test
    void times_that_are_years_off_change_no_count_and_no_freshness() throws Exception {
        orders.topic()
                .send(
                        0,
                        Instant.parse("2126-01-01T00:00:00Z"),
                        json("future", 1).getBytes(UTF_8));
        orders.topic().send(0, Instant.EPOCH, json("past", 2).getBytes(UTF_8));
        orders.topic().flush();
        orders.expect("future", 1);
        orders.expect("past", 2);
        orders.awaitRows(VIEW, expected());
        Instant read = Instant.now();
        await().atMost(LiveDataset.SOON)
                .untilAsserted(() -> assertThat(freshTo().toInstant())
                        .isBetween(read, Instant.now().plusSeconds(1)));
        assertBothLayersAgree();
    }
}
