package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewComparison;
import io.lambdagrid.client.wire.ViewRequest;
import io.lambdagrid.control.LiveDataset.Kind;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions are changed while the grid runs and answers, on real servers. */
class ViewChangesTest {
    private static final String VIEW = "count_by_product";
    private static final String ALL =
            "SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM DATASET GROUP BY product";
    private static final String LARGE = "SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM DATASET"
            + " WHERE quantity > 5 GROUP BY product";

    private LiveDataset orders;

    @BeforeEach
    void start() throws Exception {
        orders = new LiveDataset(Map.of(VIEW, ALL));
        orders.send(3000);
        orders.awaitRows(VIEW, all());
    }

    @AfterEach
    void stop() {
        orders.close();
    }

    @Test
    void changed_definition_is_compared_then_served_and_taken_back_at_once() throws Exception {
        orders.run(Kind.INCREMENTAL);
        assertComparison();

        assertThat(request(ViewRequest.APPLY, VIEW, LARGE)).isEqualTo(ViewRequest.DONE);
        orders.awaitRows(VIEW, large());
        orders.send(500);
        orders.run(Kind.INCREMENTAL);
        orders.awaitRows(VIEW, large());
        assertThat(orders.rows(VIEW + "_batch")).isEqualTo(large());

        long generations = newestGeneration();
        assertThat(request(ViewRequest.ROLLBACK, "", "")).isEqualTo(ViewRequest.DONE);
        assertThat(newestGeneration()).as("nothing was built for it").isEqualTo(generations);
        orders.awaitRows(VIEW, all());
        orders.send(100);
        orders.run(Kind.INCREMENTAL);
        orders.awaitRows(VIEW, all());

        orders.restart();
        orders.awaitRows(VIEW, all());
        assertThat(orders.query("SELECT * FROM lambda_differences")).isEmpty();
    }

    private void assertComparison() {
        String id = ask(ViewRequest.COMPARE, VIEW, LARGE);
        assertThat(awaitOutcome(id)).isEqualTo(ViewRequest.DONE);
        IMap<String, ViewComparison> comparisons = orders.map(GridMaps.COMPARISONS);
        ViewComparison found = Objects.requireNonNull(comparisons.get(id));
        Map<String, String> before = all();
        Map<String, String> after = large();
        long equal = before.entrySet().stream()
                .filter(row -> row.getValue().equals(after.get(row.getKey())))
                .count();
        long changed = after.size() - equal;
        assertThat(found.rowsBefore()).isEqualTo(before.size());
        assertThat(found.rowsAfter()).isEqualTo(after.size());
        assertThat(found.rowsEqual()).isEqualTo(equal);
        assertThat(found.rowsChanged()).isPositive().isEqualTo(changed);
        assertThat(found.rowsAdded()).isZero();
        assertThat(found.rowsRemoved()).isEqualTo(before.size() - after.size());
        assertThat(found.columnsAdded() + found.columnsRemoved()).isEmpty();
        int p0 = Arrays.asList(found.keys()).indexOf("p0");
        assertThat(found.before()[p0]).isEqualTo(text(before, "p0"));
        assertThat(found.after()[p0]).isEqualTo(text(after, "p0"));
        assertThat(orders.rows(VIEW)).as("nothing has changed").isEqualTo(before);
    }

    private static String text(Map<String, String> rows, String product) {
        return "orders=" + Objects.requireNonNull(rows.get(product)).replace("/", ", pieces=");
    }

    private Map<String, String> all() {
        return orders.expected(quantity -> true);
    }

    private Map<String, String> large() {
        return orders.expected(quantity -> quantity > 5);
    }

    @Test
    void view_is_added_and_dropped_and_comes_back_while_another_answers_without_a_pause() throws Exception {
        AtomicBoolean asks = new AtomicBoolean(true);
        AtomicLong answers = new AtomicLong();
        Map<String, String> expected = all();
        Thread reader = new Thread(() -> {
            while (asks.get()) {
                assertThat(orders.rows(VIEW)).isEqualTo(expected);
                answers.incrementAndGet();
            }
        });
        Throwable[] failure = new Throwable[1];
        reader.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
        reader.start();

        assertThat(request(ViewRequest.APPLY, "large_orders", LARGE)).isEqualTo(ViewRequest.DONE);
        assertThat(orders.rows("large_orders")).isEqualTo(large());

        assertThat(request(ViewRequest.DROP, "large_orders", "")).isEqualTo(ViewRequest.DONE);
        assertThatThrownBy(() -> orders.rows("large_orders")).hasMessageContaining("large_orders");
        await().atMost(LiveDataset.SOON)
                .untilAsserted(
                        () -> assertThat(orders.query("SELECT * FROM lambda_views WHERE \"view\" = 'large_orders'"))
                                .isEmpty());

        assertThat(request(ViewRequest.ROLLBACK, "", "")).isEqualTo(ViewRequest.DONE);
        orders.awaitRows("large_orders", large());
        asks.set(false);
        reader.join();
        assertThat(failure[0]).isNull();
        assertThat(answers).hasPositiveValue();

        orders.restart();
        orders.awaitRows("large_orders", large());
        orders.awaitRows(VIEW, expected);
    }

    @Test
    void what_cannot_be_done_is_refused_with_its_reason_and_changes_nothing() {
        assertThat(request(ViewRequest.APPLY, VIEW, "SELECT product, COUNT(*) AS orders FROM DATASET GROUP BY prodct"))
                .startsWith("LG-101")
                .contains("prodct", "Did you mean 'product'?");
        assertThat(request(ViewRequest.APPLY, VIEW, "SELECT COUNT(*) AS orders FROM elsewhere"))
                .startsWith("LG-101")
                .contains("Unknown dataset 'elsewhere'");
        assertThat(request(ViewRequest.APPLY, "lambda_mine", ALL))
                .startsWith("LG-101")
                .contains("'lambda_mine' is one of the grid's own");
        assertThat(request(ViewRequest.COMPARE, VIEW, "SELECT 1")).startsWith("LG-10");
        assertThat(request(ViewRequest.ROLLBACK, "", ""))
                .startsWith("LG-103")
                .contains("No earlier definitions of '" + orders.name() + "'");
        assertThat(orders.rows(VIEW)).isEqualTo(all());
        assertThat(newestGeneration()).isEqualTo(1);
    }

    private long newestGeneration() {
        return orders.query("SELECT MAX(generation) FROM lambda_generations")
                .get(0)
                .<Long>getObject(0);
    }

    private String request(String kind, String view, String sql) {
        return awaitOutcome(ask(kind, view, sql));
    }

    private String ask(String kind, String view, String sql) {
        String id = UUID.randomUUID().toString();
        String dataset = sql.isEmpty() ? orders.name() : "";
        IMap<String, ViewRequest> requests = orders.map(GridMaps.VIEW_REQUESTS);
        requests.set(
                id,
                new ViewRequest(
                        id, kind, dataset, view, orders.sql(sql), OffsetDateTime.now(Clock.systemUTC()), false, ""));
        return id;
    }

    private String awaitOutcome(String id) {
        IMap<String, ViewRequest> requests = orders.map(GridMaps.VIEW_REQUESTS);
        return await().atMost(LiveDataset.SOON)
                .until(() -> Objects.requireNonNull(requests.get(id)).outcome(), outcome -> !outcome.isEmpty());
    }
}
