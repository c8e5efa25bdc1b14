package io.lambdagrid.client;

import static io.lambdagrid.client.ProductRows.row;
import static io.lambdagrid.client.TestMember.PRODUCT_COLUMNS;
import static io.lambdagrid.client.TestMember.serving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.client.wire.ViewStatus;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GenerationSwitchTest {
    private static TestMember member;
    private static LambdaGrid grid;

    record Product(String productId, long orders) {}

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
    void the_next_generation_is_read_soon_after_the_switch() {
        publish("plain", 1, 10);
        View<Product> view = grid.view("plain", Product.class);
        assertThat(orders(view)).isEqualTo(10);

        publish("plain", 2, 20);

        await().atMost(Duration.ofSeconds(20)).until(() -> orders(view) == 20);
        assertThat(view.freshness().generation()).isEqualTo(2);
    }

    @Test
    void columns_may_change_with_the_generation() {
        publish("widened", 1, 10);
        View<Row> view = grid.view("widened");
        assertThat(view.get("p1").orElseThrow().columns()).hasSize(4);
        member.write("view.widened.2", "p1", row("widened", 2, "p1", 20L, null));
        member.write(serving("widened", 2, "product_id VARCHAR, orders BIGINT", "product_id"));

        await().until(() -> view.get("p1").orElseThrow().columns().size() == 2);
        assertThat(view.get("p1")).hasToString("Optional[{product_id=p1, orders=20}]");
    }

    @Test
    void what_was_waited_for_is_read_at_once_although_the_switch_was_just_now() {
        publish("awaited", 1, 10);
        View<Product> view = grid.view("awaited", Product.class);
        assertThat(orders(view)).isEqualTo(10);
        publish("awaited", 2, 20);
        long[] ends = {6};
        member.write("orders", 2, new Progress("topicid", new int[] {0}, ends, ends, ends, 0));

        assertThat(view.awaitIncludes(0, 5, Duration.ZERO)).isTrue();
        assertThat(orders(view)).isEqualTo(20);
    }

    @Test
    void who_is_told_to_ask_is_led_to_the_next_generation_at_once() {
        publish("asked", 1, 10);
        publish("asked", 2, 20);
        member.write(serving("asked", 1, PRODUCT_COLUMNS, "product_id").guiding(ViewStatus.ASK));
        View<Product> view = grid.view("asked", Product.class);
        assertThat(List.of(orders(view), ordersAsync(view), ordersOfAll(view))).containsOnly(10L);

        publish("asked", 2, 20);

        assertThat(List.of(orders(view), ordersAsync(view), ordersOfAll(view))).containsOnly(20L);
    }

    @Test
    void who_is_told_to_wait_is_answered_by_the_next_generation() {
        publish("moment", 1, 10);
        View<Product> view = grid.view("moment", Product.class);
        member.write(serving("moment", 1, PRODUCT_COLUMNS, "product_id").guiding(ViewStatus.WAIT));
        view.freshness();
        CompletableFuture<Long> asynchronous = CompletableFuture.supplyAsync(() -> ordersAsync(view));
        CompletableFuture<Long> synchronous = CompletableFuture.supplyAsync(() -> orders(view));

        publish("moment", 2, 20);

        assertThat(asynchronous).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(20L);
        assertThat(synchronous).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(20L);
    }

    @Test
    void who_waits_in_vain_goes_on_in_the_generation_that_is_there() {
        publish("abandoned", 1, 10);
        member.write(serving("abandoned", 1, PRODUCT_COLUMNS, "product_id").guiding(ViewStatus.WAIT));
        View<Product> view = grid.view("abandoned", Product.class);

        assertThat(orders(view)).isEqualTo(10);
        assertThat(ordersAsync(view)).isEqualTo(10);
    }

    @Test
    void an_answer_that_was_long_in_coming_is_not_taken_from_a_generation_that_others_have_left() {
        publish("slow", 1, 10);
        AtomicInteger looks = new AtomicInteger();
        // Whoever looks at the clock finds that more than a second has passed; after the row, also a switch.
        LongSupplier clock = () -> {
            if (looks.incrementAndGet() == 2) {
                publish("slow", 2, 20);
            }
            return looks.get() * (ViewCatalog.MAX_AGE.toNanos() + 1);
        };
        try (Polling polling = new Polling();
                Connection connection = Connection.open(new ConnectionSettings(
                        List.of(member.address()),
                        TestMember.CLUSTER,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10)))) {
            Waiting waiting = new Waiting(System::nanoTime);
            ViewCatalog catalog = new ViewCatalog(connection, waiting, clock);
            Reading reading = new Reading(catalog, connection, new Queries(connection), waiting, polling);
            View<Row> view = new ServedView<>("slow", Part.MERGED, reading, RowDecoder::untyped);

            assertThat(view.get("p1").map(row -> row.longValue("orders"))).contains(20L);
        }
    }

    /**
     * Harsher than nodes are: they keep the old map for ten seconds, here it goes as soon as the status has changed.
     */
    @Test
    void readers_never_notice_switches_although_the_old_maps_go_at_once() throws InterruptedException {
        publish("busy", 1, 1000);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong reads = new AtomicLong();
        Queue<String> surprises = new ConcurrentLinkedQueue<>();
        View<Product> view = grid.view("busy", Product.class);
        List<Thread> readers = List.of(
                reader(stop, reads, surprises, () -> orders(view)),
                reader(stop, reads, surprises, () -> ordersAsync(view)),
                reader(stop, reads, surprises, () -> ordersOfAll(view)));
        readers.forEach(Thread::start);

        for (int generation = 2; generation <= 12; generation++) {
            long readBefore = reads.get();
            publish("busy", generation, 1000 + generation);
            member.map(GridMaps.view("busy", generation - 1)).destroy();
            await().until(() -> reads.get() > readBefore + 200);
        }
        stop.set(true);
        for (Thread reader : readers) {
            reader.join();
        }

        assertThat(surprises).isEmpty();
        assertThat(orders(view)).isEqualTo(1012);
    }

    private interface Question {
        long orders();
    }

    /** Reads on; surprised by errors, and by counts that are absent, of no generation, or older than seen before. */
    private static Thread reader(AtomicBoolean stop, AtomicLong reads, Queue<String> surprises, Question question) {
        return new Thread(() -> {
            long last = 0;
            while (!stop.get()) {
                try {
                    long orders = question.orders();
                    if (orders < Math.max(1000, last)) {
                        surprises.add(orders + " after " + last);
                    }
                    last = orders;
                } catch (RuntimeException failure) {
                    surprises.add(failure.toString());
                }
                reads.incrementAndGet();
            }
        });
    }

    private static long orders(View<Product> view) {
        return view.get("p1").map(Product::orders).orElse(-1L);
    }

    private static long ordersAsync(View<Product> view) {
        return view.getAsync("p1")
                .toCompletableFuture()
                .join()
                .map(Product::orders)
                .orElse(-1L);
    }

    private static long ordersOfAll(View<Product> view) {
        List<Long> all = view.getAll(List.of(Key.of("p1"), Key.of("p2"))).values().stream()
                .map(Product::orders)
                .toList();
        boolean whole = all.size() == 2 && all.get(0).equals(all.get(1));
        return whole ? all.get(0) : -1;
    }

    private static void publish(String view, long generation, long orders) {
        String map = GridMaps.view(view, generation);
        member.write(map, "p1", row(view, generation, "p1", orders, null));
        member.write(map, "p2", row(view, generation, "p2", orders, null));
        member.write(serving(view, generation, PRODUCT_COLUMNS, "product_id"));
    }
}
