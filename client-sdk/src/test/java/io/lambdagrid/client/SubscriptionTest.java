package io.lambdagrid.client;

import static io.lambdagrid.client.ProductRows.row;
import static io.lambdagrid.client.TestMember.PRODUCT_COLUMNS;
import static io.lambdagrid.client.TestMember.serving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.client.wire.ViewStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static TestMember member;
    private static LambdaGrid grid;

    record Product(String productId, long orders) {}

    /** Writes down what it hears: {@code before>after}, or the code of an error. */
    private static final class Heard implements RowListener<Product> {
        private final Queue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        public void changed(Optional<Product> before, Optional<Product> after) {
            all.add(text(before) + ">" + text(after));
        }

        @Override
        public void unavailable(LambdaGridException reason) {
            all.add(reason.error().code());
        }

        private static String text(Optional<Product> row) {
            return row.map(product -> product.productId() + "=" + product.orders())
                    .orElse("");
        }

        void awaitExactly(String... expected) {
            await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(all).containsExactly(expected));
        }
    }

    private final List<Subscription> kept = new ArrayList<>();

    @AfterEach
    void end() {
        kept.forEach(Subscription::close);
    }

    private void keep(Subscription subscription) {
        kept.add(subscription);
    }

    @BeforeAll
    static void startMember() {
        member = TestMember.start();
        grid = LambdaGrid.connect(member.address());
    }

    @AfterAll
    static void stopMember() {
        grid.close();
        member.close();
    }

    @Test
    void a_key_is_told_as_it_is_and_then_when_it_has_changed() {
        serve("by_key", 1);
        write("by_key", 1, "p1", 10L, 1);
        Heard heard = new Heard();
        View<Product> view = grid.view("by_key", Product.class);
        Subscription subscription = view.subscribe(Key.of("p1"), heard);
        heard.awaitExactly(">p1=10");

        write("by_key", 1, "p2", 99L, 2);
        write("by_key", 1, "p1", 11L, 3);
        heard.awaitExactly(">p1=10", "p1=10>p1=11");

        subscription.close();
        write("by_key", 1, "p1", 12L, 4);
        Heard later = new Heard();
        keep(view.subscribe(Key.of("p1"), later));
        later.awaitExactly(">p1=12");
        assertThat(heard.all).hasSize(2);
    }

    @Test
    void a_condition_is_told_of_rows_that_come_change_and_go() {
        serve("by_condition", 1);
        write("by_condition", 1, "p1", 10L, 1);
        write("by_condition", 1, "p2", 1L, 2);
        Heard heard = new Heard();
        keep(grid.view("by_condition", Product.class).subscribe(heard, "orders >= ?", 10));
        heard.awaitExactly(">p1=10");
        write("by_condition", 1, "p2", 20L, 3);
        heard.awaitExactly(">p1=10", ">p2=20");
        write("by_condition", 1, "p1", 9L, 4);
        heard.awaitExactly(">p1=10", ">p2=20", "p1=10>");
        // Without progress: rows also leave when their time has come.
        member.map("view.by_condition.1").delete("p2");
        heard.awaitExactly(">p1=10", ">p2=20", "p1=10>", "p2=20>");
    }

    @Test
    void a_switch_is_not_told_and_what_the_next_generation_says_is() {
        serve("switched", 1);
        write("switched", 1, "p1", 10L, 1);
        Heard heard = new Heard();
        keep(grid.view("switched", Product.class).subscribe(heard, "orders > 0"));
        heard.awaitExactly(">p1=10");
        member.write("view.switched.2", "p1", row("switched", 2, "p1", 10L, null));
        member.write("view.switched.2", "p2", row("switched", 2, "p2", 5L, null));
        serve("switched", 2);
        heard.awaitExactly(">p1=10", ">p2=5");
    }

    @Test
    void an_outage_is_told_once_and_what_has_changed_meanwhile_after_it() {
        serve("outage", 1);
        write("outage", 1, "p1", 10L, 1);
        Heard heard = new Heard();
        keep(grid.view("outage", Product.class).subscribe(Key.of("p1"), heard));
        heard.awaitExactly(">p1=10");
        ViewStatus whole = withDataset(serving("outage", 1, PRODUCT_COLUMNS, "product_id"), "outage");
        member.write(whole.incomplete("a member was lost", TestMember.WRITTEN_AT));
        heard.awaitExactly(">p1=10", "LG-410");
        write("outage", 1, "p1", 11L, 2);
        member.write(whole);
        heard.awaitExactly(">p1=10", "LG-410", "p1=10>p1=11");
    }

    @Test
    void a_condition_or_key_that_is_none_is_refused_at_once() {
        serve("refused", 1);
        write("refused", 1, "p1", 10L, 1);
        View<Product> view = grid.view("refused", Product.class);
        Heard heard = new Heard();

        assertThatThrownBy(() -> view.subscribe(heard, "orderz > 0"))
                .hasMessageStartingWith("LG-120")
                .hasMessageContaining("orderz");
        assertThatThrownBy(() -> view.subscribe(Key.of("p1", "p2"), heard))
                .hasMessageStartingWith("LG-120")
                .hasMessageContaining("2 key parts were given");
        assertThat(heard.all).isEmpty();
    }

    @Test
    void a_listener_that_fails_hurts_nobody() {
        serve("failing", 1);
        write("failing", 1, "p1", 10L, 1);
        Heard heard = new Heard();
        RowListener<Product> failing = (before, after) -> {
            heard.changed(before, after);
            throw new IllegalStateException("a listener that fails");
        };
        keep(grid.view("failing", Product.class).subscribe(Key.of("p1"), failing));
        heard.awaitExactly(">p1=10");
        write("failing", 1, "p1", 11L, 2);
        heard.awaitExactly(">p1=10", "p1=10>p1=11");
    }

    @Test
    void events_produced_before_a_time_are_waited_for() {
        serve("fresh", 1);
        View<Product> view = grid.view("fresh", Product.class);
        Instant asked = Instant.parse("2026-01-31T12:00:00Z");
        report("fresh", 1, 1, asked.minusMillis(1));
        assertThat(view.awaitFreshTo(asked, Duration.ofMillis(50))).isFalse();

        report("fresh", 1, 1, asked);

        assertThat(view.awaitFreshTo(asked, Duration.ZERO)).isTrue();
    }

    private static void serve(String view, long generation) {
        member.mapProducts(view, generation);
        member.write(withDataset(serving(view, generation, PRODUCT_COLUMNS, "product_id"), view));
    }

    /** Each view is of a dataset of its own, with progress of its own. */
    private static ViewStatus withDataset(ViewStatus status, String dataset) {
        return new ViewStatus(
                status.view(),
                status.definition(),
                dataset,
                status.status(),
                status.reason(),
                status.generation(),
                status.base(),
                status.map(),
                status.columns(),
                status.keyColumns(),
                status.batchCoverage(),
                status.appliedCoverage(),
                status.freshTo(),
                status.lagRecords(),
                status.updatedAt());
    }

    private static void write(String view, long generation, String product, @Nullable Long orders, long applied) {
        member.write(GridMaps.view(view, generation), product, row(view, generation, product, orders, null));
        report(view, generation, applied, Instant.EPOCH);
    }

    private static void report(String dataset, long generation, long applied, Instant freshTo) {
        long[] ends = {applied};
        member.write(
                dataset, generation, new Progress("topicid", new int[] {0}, ends, ends, ends, freshTo.toEpochMilli()));
    }
}
