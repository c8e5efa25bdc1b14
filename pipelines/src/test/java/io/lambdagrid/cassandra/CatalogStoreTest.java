package io.lambdagrid.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.Generation.ViewSource;
import io.lambdagrid.view.GenerationState;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Horizons;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogStoreTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123Z");

    @SuppressWarnings("NullAway.Init") // Connected before all tests.
    private static CassandraSession session;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private CatalogStore catalog;

    private final String dataset = "dataset_" + UUID.randomUUID();

    @BeforeAll
    static void connect() {
        session = CassandraSession.connect(Keyspaces.fresh());
        new CassandraSchema(session).createCatalog();
    }

    @BeforeEach
    void open() {
        catalog = new CatalogStore(session, UUID::randomUUID);
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void generation_reads_back_as_it_was_created() {
        Generation created = building(1);

        assertThat(catalog.create(created)).isEqualTo(Outcome.DONE);

        assertThat(catalog.generations(dataset)).containsExactly(created);
        assertThat(catalog.serving(dataset)).isEmpty();
    }

    @Test
    void horizons_are_kept_with_their_generation_and_the_furthest_of_a_definition_stands() {
        ViewSource byDay = new ViewSource("by_day", "SELECT ... RETAIN ...");
        ViewSource changed = new ViewSource("by_day", "SELECT ... RETAIN ... longer");
        Generation failed = retaining(1, byDay, 20);
        catalog.create(failed).requireDone("create");
        catalog.change(failed, failed.become(GenerationState.FAILED, "no rows", NOON))
                .requireDone("fail");
        catalog.create(retaining(2, byDay, 10)).requireDone("create");
        catalog.create(retaining(3, changed, 5)).requireDone("create");

        CatalogSnapshot read = catalog.read(dataset);
        assertThat(read.generation(2).orElseThrow().horizons()).isEqualTo(new Horizons(Map.of("by_day", 10L)));
        assertThat(read.horizon(byDay)).isEqualTo(20);
        assertThat(read.horizon(changed)).isEqualTo(5);
        assertThat(read.horizon(new ViewSource("other", ""))).isEqualTo(Horizons.KEEPS_ALL);
    }

    private Generation retaining(long id, ViewSource view, long horizon) {
        return new Generation(
                dataset,
                id,
                id,
                GenerationState.BUILDING,
                99,
                coverage(),
                new Horizons(Map.of(view.name(), horizon)),
                List.of(view),
                "",
                NOON,
                NOON);
    }

    @Test
    void dataset_without_generations_reads_as_empty() {
        assertThat(catalog.read(dataset)).isEqualTo(new CatalogSnapshot(List.of(), null, Map.of(), DefinedViews.NONE));
    }

    @Test
    void generations_come_newest_first() {
        catalog.create(building(1)).requireDone("create");
        catalog.create(building(12)).requireDone("create");
        catalog.create(building(3)).requireDone("create");

        assertThat(catalog.generations(dataset)).extracting(Generation::id).containsExactly(12L, 3L, 1L);
    }

    @Test
    void second_generation_of_the_same_id_is_a_conflict() {
        catalog.create(building(1)).requireDone("create");
        Generation other = new Generation(
                dataset, 1, 1, GenerationState.BUILDING, 99, coverage(), List.of(), "another", NOON, NOON);

        assertThat(catalog.create(other)).isEqualTo(Outcome.CONFLICT);

        assertThat(catalog.generations(dataset)).containsExactly(building(1));
    }

    @Test
    void change_moves_a_generation_on_and_records_its_rows() {
        Generation building = building(1);
        Generation warming = building.become(GenerationState.WARMING, "built", NOON.plusSeconds(5));
        catalog.create(building).requireDone("create");

        assertThat(catalog.change(building, warming, Map.of("revenue", 5000L, "customers", 40L)))
                .isEqualTo(Outcome.DONE);

        assertThat(catalog.generations(dataset)).containsExactly(warming);
        assertThat(catalog.rowCounts(dataset, 1)).isEqualTo(Map.of("revenue", 5000L, "customers", 40L));
        assertThat(catalog.read(dataset).batchRows(1)).isEqualTo(5040);
        assertThat(catalog.read(dataset).batchRows(2)).isEqualTo(-1);
    }

    @Test
    void change_of_what_somebody_else_changed_first_is_a_conflict() {
        Generation building = building(1);
        Generation failed = building.become(GenerationState.FAILED, "no rows", NOON.plusSeconds(1));
        catalog.create(building).requireDone("create");
        catalog.change(building, failed).requireDone("fail");

        Outcome outcome = catalog.change(building, building.become(GenerationState.WARMING, "built", NOON));

        assertThat(outcome).isEqualTo(Outcome.CONFLICT);
        assertThat(catalog.generations(dataset)).containsExactly(failed);
    }

    @Test
    void change_of_a_generation_that_does_not_exist_is_a_conflict() {
        Outcome outcome = catalog.change(building(1), building(1).become(GenerationState.FAILED, "gone", NOON));

        assertThat(outcome).isEqualTo(Outcome.CONFLICT);
        assertThat(catalog.generations(dataset)).isEmpty();
    }

    @Test
    void serving_is_reached_only_by_publishing() {
        Generation warming = warming(1);

        assertThatThrownBy(() -> catalog.change(warming, warming.become(GenerationState.SERVING, "caught up", NOON)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void publish_switches_from_one_generation_to_the_next() {
        Generation first = published(warming(1), null);
        Generation retiring = first.become(GenerationState.RETIRING, "replaced by 2", NOON.plusSeconds(9));
        Generation second = warming(2).become(GenerationState.SERVING, "caught up", NOON.plusSeconds(9));

        assertThat(catalog.serving(dataset)).hasValue(1);
        assertThat(catalog.publish(second, retiring)).isEqualTo(Outcome.DONE);

        assertThat(catalog.read(dataset))
                .isEqualTo(new CatalogSnapshot(List.of(second, retiring), 2L, Map.of(), DefinedViews.NONE));
        assertThat(catalog.read(dataset).serving()).hasValue(second);
    }

    @Test
    void publish_that_expects_another_generation_to_be_served_changes_nothing() {
        Generation first = published(warming(1), null);
        Generation second = warming(2);

        Outcome nothingServed = catalog.publish(second.become(GenerationState.SERVING, "first", NOON), null);

        assertThat(nothingServed).isEqualTo(Outcome.CONFLICT);
        assertThat(catalog.read(dataset))
                .isEqualTo(new CatalogSnapshot(List.of(second, first), 1L, Map.of(), DefinedViews.NONE));
    }

    @Test
    void publish_of_a_generation_that_failed_meanwhile_changes_nothing() {
        Generation first = published(warming(1), null);
        Generation warming = warming(2);
        Generation failed = warming.become(GenerationState.FAILED, "topic recreated", NOON);
        catalog.change(warming, failed).requireDone("fail");

        Outcome outcome = catalog.publish(
                warming.become(GenerationState.SERVING, "caught up", NOON),
                first.become(GenerationState.RETIRING, "replaced", NOON));

        assertThat(outcome).isEqualTo(Outcome.CONFLICT);
        assertThat(catalog.read(dataset))
                .isEqualTo(new CatalogSnapshot(List.of(failed, first), 1L, Map.of(), DefinedViews.NONE));
    }

    @Test
    void of_two_who_define_views_at_once_one_has_to_look_again() {
        DefinedViews first = DefinedViews.NONE.with(new Generation.ViewSource("revenue", "SELECT 1"));
        assertThat(catalog.define(dataset, DefinedViews.NONE, first)).isEqualTo(Outcome.DONE);
        DefinedViews read = catalog.read(dataset).defined();
        assertThat(read.views()).isEqualTo(first.views());

        DefinedViews second = read.with(new Generation.ViewSource("customers", "SELECT 2"));
        assertThat(catalog.define(dataset, DefinedViews.NONE, first)).isEqualTo(Outcome.CONFLICT);
        assertThat(catalog.define(dataset, read, second)).isEqualTo(Outcome.DONE);
        assertThat(catalog.define(dataset, read, first)).isEqualTo(Outcome.CONFLICT);

        assertThat(catalog.read(dataset).defined().views()).isEqualTo(second.views());
        assertThat(catalog.generations(dataset)).isEmpty();
    }

    @Test
    void going_back_serves_a_former_generation_and_wants_its_views_all_at_once_or_not_at_all() {
        Generation first = published(warming(1), null);
        Generation retiring = first.become(GenerationState.RETIRING, "replaced by 2", NOON.plusSeconds(9));
        Generation second = warming(2).become(GenerationState.SERVING, "caught up", NOON.plusSeconds(9));
        catalog.publish(second, retiring).requireDone("switch");
        DefinedViews others = DefinedViews.NONE.with(new Generation.ViewSource("others", "SELECT 1"));
        catalog.define(dataset, DefinedViews.NONE, others).requireDone("define");
        DefinedViews defined = catalog.read(dataset).defined();
        Generation again = retiring.become(GenerationState.SERVING, "went back", NOON.plusSeconds(20));
        Generation replaced = second.become(GenerationState.RETIRING, "taken back", NOON.plusSeconds(20));

        assertThat(catalog.goBack(again, replaced, DefinedViews.NONE)).isEqualTo(Outcome.CONFLICT);
        assertThat(catalog.read(dataset))
                .isEqualTo(new CatalogSnapshot(List.of(second, retiring), 2L, Map.of(), defined));

        assertThat(catalog.goBack(again, replaced, defined)).isEqualTo(Outcome.DONE);
        CatalogSnapshot read = catalog.read(dataset);
        assertThat(read.serving()).hasValue(again);
        assertThat(read.generations()).containsExactly(replaced, again);
        assertThat(read.defined().views()).containsExactlyInAnyOrderElementsOf(first.views());
    }

    @Test
    void of_two_racing_publishers_exactly_one_wins_and_readers_see_only_whole_switches() throws Exception {
        Generation serving = published(warming(1), null);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        AtomicBoolean racing = new AtomicBoolean(true);
        try (CassandraSession otherSession = CassandraSession.connect(session.settings())) {
            CatalogStore other = new CatalogStore(otherSession, UUID::randomUUID);
            Future<Integer> reader = threads.submit(() -> readConsistently(racing));
            for (long id = 2; id < 22; id += 2) {
                Generation retiring = serving.become(GenerationState.RETIRING, "replaced", NOON);
                Generation one = warming(id).become(GenerationState.SERVING, "one", NOON);
                Generation two = warming(id + 1).become(GenerationState.SERVING, "two", NOON);

                List<Future<Outcome>> outcomes = threads.invokeAll(List.<Callable<Outcome>>of(
                        () -> catalog.publish(one, retiring), () -> other.publish(two, retiring)));

                Outcome ofOne = outcomes.get(0).get();
                assertThat(List.of(ofOne, outcomes.get(1).get()))
                        .containsExactlyInAnyOrder(Outcome.DONE, Outcome.CONFLICT);
                serving = ofOne == Outcome.DONE ? one : two;
                assertThat(catalog.read(dataset).serving()).hasValue(serving);
            }
            racing.set(false);
            assertThat(reader.get()).as("consistent reads").isPositive();
        } finally {
            racing.set(false);
            threads.shutdown();
        }
    }

    /** Reads again and again; each read must show exactly one generation in SERVING, and it must be the one served. */
    private int readConsistently(AtomicBoolean racing) {
        int reads = 0;
        while (racing.get()) {
            CatalogSnapshot snapshot = catalog.read(dataset);
            List<Long> inStateServing = snapshot.generations().stream()
                    .filter(generation -> generation.state() == GenerationState.SERVING)
                    .map(Generation::id)
                    .toList();
            assertThat(inStateServing)
                    .isEqualTo(Stream.ofNullable(snapshot.servingId()).toList());
            reads++;
        }
        return reads;
    }

    @Test
    void forgetting_keeps_the_newest_dead_generations_and_all_living_ones() {
        assertThat(published(warming(1), null).state()).isEqualTo(GenerationState.SERVING);
        for (long id = 2; id <= 5; id++) {
            Generation building = building(id);
            catalog.create(building).requireDone("create");
            catalog.change(building, building.become(GenerationState.FAILED, "why not", NOON))
                    .requireDone("fail");
        }

        catalog.forget(dataset, 2);

        assertThat(catalog.generations(dataset)).extracting(Generation::id).containsExactly(5L, 4L, 1L);
        assertThat(catalog.serving(dataset)).hasValue(1);
    }

    @Test
    void outcomes_that_are_not_done_say_what_to_do_next() {
        assertThatThrownBy(() -> Outcome.CONFLICT.requireDone("switch 'orders' to generation 7"))
                .isInstanceOf(GridException.class)
                .hasMessage("LG-403  Could not switch 'orders' to generation 7: somebody else changed the catalog"
                        + " first; read it again and decide anew");
        assertThatThrownBy(() -> Outcome.UNKNOWN.requireDone("switch 'orders' to generation 7"))
                .isInstanceOf(GridException.class)
                .hasMessageStartingWith("LG-402  It is not known whether it worked to switch 'orders'");
    }

    private Generation building(long id) {
        return new Generation(
                dataset,
                id,
                id,
                GenerationState.BUILDING,
                4711,
                coverage(),
                List.of(new ViewSource("z_view", "SELECT 'it''s'"), new ViewSource("a_view", "SELECT 2")),
                "on schedule",
                NOON,
                NOON);
    }

    private Generation warming(long id) {
        Generation building = building(id);
        catalog.create(building).requireDone("create");
        Generation warming = building.become(GenerationState.WARMING, "built", NOON);
        catalog.change(building, warming).requireDone("change");
        return warming;
    }

    private Generation published(Generation warming, @Nullable Generation replaced) {
        Generation serving = warming.become(GenerationState.SERVING, "caught up", NOON);
        catalog.publish(serving, replaced).requireDone("publish");
        return serving;
    }

    private static Coverage coverage() {
        return Coverage.of("Gp3xq", Map.of(0, 120L, 1, 98L));
    }
}
