package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Rejection;
import io.lambdagrid.client.Replay;
import io.lambdagrid.client.ViewChange;
import io.lambdagrid.control.LiveDataset.Kind;
import io.lambdagrid.control.RejectedOrders.Order;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that count for nothing, from their rejection to the fix after which each counts once, on real servers. */
class RejectedRecordsTest {
    private static final String VIEW = "count_by_product";
    private static final String COUNT =
            "SELECT product, COUNT(*) AS orders, SUM(CAST(quantity AS BIGINT)) AS pieces FROM DATASET GROUP BY product";
    private static final String SUM =
            "SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM DATASET GROUP BY product";

    @SuppressWarnings("NullAway.Init") // Made by each test.
    private LiveDataset orders;

    @SuppressWarnings("NullAway.Init") // Made by each test.
    private RejectedOrders records;

    private void start(Map<String, String> views, LiveDataset.Declaration declaration) throws Exception {
        orders = new LiveDataset(views, declaration);
        records = new RejectedOrders(orders);
    }

    @AfterEach
    void stop() {
        orders.close();
    }

    @Test
    void records_that_a_wider_type_makes_readable_count_once_after_a_replay() throws Exception {
        start(Map.of(VIEW, COUNT), RejectedOrders::narrow);
        records.send(700);
        awaitExactly(Order::isSmall);
        orders.run(Kind.INCREMENTAL);
        records.send(300);
        orders.run(Kind.INCREMENTAL);
        awaitExactly(Order::isSmall);

        orders.restart();
        awaitExactly(Order::isSmall);

        orders.declare(RejectedOrders::wide);
        orders.restart();
        awaitExactly(Order::isSmall);

        int large = records.places(Order::isSmall).size()
                - records.places(Order::isNumber).size();
        Replay.Result result = replay();
        assertThat(result.counting()).isEqualTo(large);
        assertThat(result.stillRejected())
                .isEqualTo(records.places(Order::isNumber).size());
        assertThat(result.remaining())
                .singleElement()
                .satisfies(reason -> assertThat(reason.reason()).contains("quantity"));
        assertThat(result.isComplete()).isTrue();
        awaitExactly(Order::isNumber);

        assertThat(replay().counting()).as("found by a second replay").isZero();
        records.send(200);
        awaitExactly(Order::isNumber);
        orders.run(Kind.INCREMENTAL);
        awaitExactly(Order::isNumber);
        orders.restart();
        awaitExactly(Order::isNumber);
        assertThat(orders.query("SELECT * FROM lambda_differences")).isEmpty();
    }

    @Test
    void records_after_the_seam_that_became_readable_count_once_whoever_reads_them_first() throws Exception {
        start(Map.of(VIEW, COUNT), RejectedOrders::narrow);
        records.send(300);
        orders.run(Kind.INCREMENTAL);
        int before = records.places(Order::isSmall).size();
        records.send(300);
        awaitExactly(Order::isSmall);
        Map<String, String> counted = records.rows(Order::isSmall);
        assertThat(before).isPositive();

        orders.declare(RejectedOrders::wide);
        orders.restart();
        await().atMost(LiveDataset.SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(orders.rows(VIEW)).isNotEmpty().isNotEqualTo(counted));
        orders.run(Kind.INCREMENTAL);
        replay();
        awaitExactly(Order::isNumber);
        assertThat(orders.query("SELECT * FROM lambda_differences")).isEmpty();
    }

    @Test
    void views_whose_columns_become_wider_are_computed_anew_without_a_request() throws Exception {
        start(Map.of(VIEW, SUM), RejectedOrders::narrow);
        records.send(500);
        awaitExactly(Order::isSmall);
        orders.run(Kind.INCREMENTAL);

        orders.declare(RejectedOrders::wide);
        orders.restart();
        awaitExactly(Order::isNumber);
        records.send(100);
        awaitExactly(Order::isNumber);
    }

    @Test
    void record_that_one_view_cannot_compute_counts_in_the_others_and_there_once_it_is_mended() throws Exception {
        String ratio = "SELECT product, COUNT(*) AS orders, SUM(60 / quantity) AS pieces FROM DATASET GROUP BY product";
        start(Map.of(VIEW, COUNT, "ratio", ratio), RejectedOrders::wide);
        Predicate<Order> isRatio = order -> order.isNumber() && Objects.requireNonNull(order.quantity()) != 0;
        records.send(400);
        awaitExactly(Order::isNumber);
        orders.run(Kind.INCREMENTAL);
        records.send(100);
        awaitExactly(Order::isNumber);
        awaitZeros();

        orders.restart();
        awaitExactly(Order::isNumber);
        awaitZeros();
        assertThat(records.rejected(VIEW)).isEmpty();
        try (LambdaGrid grid = orders.connect()) {
            List<Rejection> listed = grid.rejections().list(orders.name(), 10_000);
            assertThat(listed)
                    .hasSize((int) grid.rejections().count(orders.name()))
                    .hasSize(zeros().size() + records.places(Order::isNumber).size())
                    .filteredOn(rejection -> rejection.view().equals("ratio"))
                    .allSatisfy(rejection -> assertThat(rejection.reason()).isNotBlank());
            assertThat(grid.rejections().list(orders.name(), 3)).isEqualTo(listed.subList(0, 3));

            ViewChange change =
                    grid.views().apply("ratio", orders.sql(ratio.replace(" GROUP", " WHERE quantity <> 0 GROUP")));
            assertThat(change.await(LiveDataset.SOON)).isTrue();
            assertThat(change.outcome()).contains(ViewChange.DONE);
            assertThat(records.rejected("ratio")).isEmpty();
            awaitExactly(Order::isNumber);
            assertThat(counts("ratio")).isEqualTo(counts(records.rows(isRatio)));

            ViewChange back = grid.views().rollback(orders.name());
            assertThat(back.await(LiveDataset.SOON)).isTrue();
            assertThat(back.outcome()).contains(ViewChange.DONE);
        }
        awaitZeros();
        awaitExactly(Order::isNumber);
    }

    private void awaitZeros() {
        await().atMost(LiveDataset.SOON)
                .untilAsserted(() -> assertThat(records.rejected("ratio")).isEqualTo(zeros()));
    }

    private List<String> zeros() {
        return List.copyOf(records.places(order -> !order.isNumber() || Objects.requireNonNull(order.quantity()) != 0));
    }

    private Map<String, String> counts(String view) {
        return counts(orders.rows(view));
    }

    private static Map<String, String> counts(Map<String, String> rows) {
        Map<String, String> counts = new TreeMap<>(rows);
        counts.replaceAll((product, row) -> row.substring(0, row.indexOf('/')));
        return counts;
    }

    private Replay.Result replay() {
        try (LambdaGrid grid = orders.connect()) {
            Replay replay = grid.rejections().replay(orders.name());
            assertThat(replay.records()).isPositive();
            assertThat(replay.await(LiveDataset.SOON)).isTrue();
            assertThat(replay.outcome()).contains(Replay.DONE);
            return replay.result();
        }
    }

    /** Returns when the orders that count are in the view, and exactly the others are told as not readable. */
    private void awaitExactly(Predicate<Order> counts) {
        orders.awaitRows(VIEW, records.rows(counts));
        List<String> expected = List.copyOf(records.places(counts));
        await().atMost(LiveDataset.SOON)
                .untilAsserted(() -> assertThat(records.rejected("")).isEqualTo(expected));
    }
}
