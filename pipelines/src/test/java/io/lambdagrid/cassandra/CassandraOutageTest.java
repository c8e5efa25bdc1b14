package io.lambdagrid.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.JobStatus;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.ServerKind;
import io.lambdagrid.testing.TestGrid;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewFold;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cassandra is killed, paused, absent or wrongly addressed. It has a stack of its own, since it is hurt. */
class CassandraOutageTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init") // Made before all tests.
    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // Started before all tests.
    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.builder()
                .dataFolder(folder)
                .servers(Set.of(ServerKind.CASSANDRA))
                .build();
        stack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void writes_under_way_when_cassandra_is_killed_are_repeated_until_it_is_back() {
        CassandraSettings settings = Keyspaces.freshOn(stack);
        AtomicInteger emitted = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        try (TestGrid grid = new TestGrid(1)) {
            grid.member(0).getUserContext().put("emitted", emitted);
            grid.member(0).getUserContext().put("enough", enough);
            RowJobs jobs = new RowJobs(grid.member(0), settings, WideViews.all());
            Job job = jobs.write(
                    1, ProcessorMetaSupplier.forceTotalParallelismOne(ProcessorSupplier.of(CountedRows::new)));
            await().atMost(LONG).until(() -> emitted.get() > 2000);

            stack.server(ServerKind.CASSANDRA).kill();
            stack.server(ServerKind.CASSANDRA).restart();

            assertThat(job.getStatus()).isEqualTo(JobStatus.RUNNING);
            int whenBack = emitted.get();
            await().atMost(LONG).until(() -> emitted.get() > whenBack + 1000);
            enough.set(true);
            job.join();
            assertThat(missing(emitted.get(), jobs.read(1, 1))).isEmpty();
        }
    }

    private static List<String> missing(int emitted, List<BatchRow> found) {
        Set<String> keys = found.stream().map(BatchRow::key).collect(Collectors.toSet());
        return IntStream.range(0, emitted)
                .mapToObj(number -> "key " + number)
                .filter(key -> !keys.contains(key))
                .toList();
    }

    @Test
    void job_fails_with_one_clear_sentence_when_cassandra_stays_away() {
        CassandraSettings settings = Keyspaces.freshOn(stack).withPatience(Duration.ofSeconds(2));
        AtomicInteger emitted = new AtomicInteger();
        try (TestGrid grid = new TestGrid(1)) {
            grid.member(0).getUserContext().put("emitted", emitted);
            grid.member(0).getUserContext().put("enough", new AtomicBoolean());
            Job job = new RowJobs(grid.member(0), settings, WideViews.all())
                    .write(1, ProcessorMetaSupplier.forceTotalParallelismOne(ProcessorSupplier.of(CountedRows::new)));
            await().atMost(LONG).until(() -> emitted.get() > 500);

            stack.server(ServerKind.CASSANDRA).kill();

            assertThatThrownBy(job::join)
                    .hasStackTraceContaining("LG-303  Cassandra at " + stack.cassandraContactPoint()
                            + " did not write rows of view 'by_text' within ");
        } finally {
            stack.server(ServerKind.CASSANDRA).restart();
        }
    }

    @Test
    void change_that_a_paused_cassandra_does_not_answer_is_unknown_and_can_be_told_later() {
        CassandraSettings patient = Keyspaces.freshOn(stack);
        CassandraSettings hasty = withRequestTimeout(patient, Duration.ofSeconds(1));
        try (CassandraSession session = CassandraSession.connect(patient);
                CassandraSession hastySession = CassandraSession.connect(hasty)) {
            new CassandraSchema(session).createCatalog();
            CatalogStore catalog = new CatalogStore(session, UUID::randomUUID);
            CatalogStore hastyCatalog = new CatalogStore(hastySession, UUID::randomUUID);
            Generation building = building();
            catalog.create(building).requireDone("create");
            hastyCatalog
                    .change(building, building.become(GenerationState.WARMING, "built", NOON))
                    .requireDone("warm");
            Generation warming = catalog.generations("orders").get(0);
            Generation failed = warming.become(GenerationState.FAILED, "why not", NOON);

            stack.server(ServerKind.CASSANDRA).pause();
            Outcome outcome;
            try {
                outcome = hastyCatalog.change(warming, failed);
            } finally {
                stack.server(ServerKind.CASSANDRA).resume();
            }

            assertThat(outcome).isEqualTo(Outcome.UNKNOWN);
            Outcome again = catalog.change(warming, failed);
            assertThat(again).isIn(Outcome.DONE, Outcome.CONFLICT);
            assertThat(catalog.generations("orders")).containsExactly(failed);
        }
    }

    @Test
    void change_whose_answer_is_lost_is_recognised_when_asked_again() throws Exception {
        try (LossyLink link = LossyLink.to(stack.cassandraContactPoint())) {
            CassandraSettings direct = Keyspaces.freshOn(stack);
            CassandraSettings lossy = withRequestTimeout(
                    new CassandraSettings(
                            List.of(link.address()),
                            direct.localDatacenter(),
                            direct.keyspace(),
                            direct.replication(),
                            direct.consistency(),
                            null,
                            direct.requestTimeout(),
                            direct.patience()),
                    Duration.ofSeconds(3));
            try (CassandraSession session = CassandraSession.connect(direct);
                    CassandraSession lossySession = CassandraSession.connect(lossy)) {
                new CassandraSchema(session).createCatalog();
                CatalogStore catalog = new CatalogStore(session, UUID::randomUUID);
                CatalogStore lossyCatalog = new CatalogStore(lossySession, UUID::randomUUID);
                Generation building = building();
                Generation warming = building.become(GenerationState.WARMING, "built", NOON);
                lossyCatalog.create(building).requireDone("create");
                lossyCatalog.change(building, warming).requireDone("prepare the statement");
                Generation failed = warming.become(GenerationState.FAILED, "why not", NOON);

                link.loseAnswers();
                CompletableFuture<Outcome> outcome =
                        CompletableFuture.supplyAsync(() -> lossyCatalog.change(warming, failed));
                await().atMost(LONG).until(() -> catalog.generations("orders").equals(List.of(failed)));
                link.deliverAnswers();

                assertThat(outcome.get()).isEqualTo(Outcome.DONE);
            }
        }
    }

    @Test
    void unreachable_cassandra_is_named_in_one_sentence_within_seconds() {
        CassandraSettings nobody = CassandraSettings.of(List.of("127.0.0.1:1", "127.0.0.2:1"), "datacenter1", "grid");
        Instant start = Instant.now();

        assertThatThrownBy(() -> CassandraSession.connect(nobody))
                .isInstanceOf(GridException.class)
                .hasMessageStartingWith(
                        "LG-303  Cassandra at 127.0.0.1:1, 127.0.0.2:1 does not answer: could not connect (Connection"
                                + " refused")
                .hasMessageEndingWith("; check that it runs and can be reached from here");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void host_that_does_not_exist_is_named() {
        CassandraSettings nobody = CassandraSettings.of(List.of("no-such-host.invalid:9042"), "datacenter1", "grid");

        assertThatThrownBy(() -> CassandraSession.connect(nobody))
                .isInstanceOf(GridException.class)
                .hasMessageStartingWith(
                        "LG-303  Cassandra at no-such-host.invalid:9042 does not answer: could not connect"
                                + " (no-such-host.invalid: ");
    }

    @Test
    void contact_point_may_be_a_host_name() {
        String port = stack.cassandraContactPoint()
                .substring(stack.cassandraContactPoint().lastIndexOf(':'));
        CassandraSettings named = Keyspaces.at("localhost" + port, stack.cassandraDatacenter());

        try (CassandraSession session = CassandraSession.connect(named)) {
            new CassandraSchema(session).createCatalog();

            assertThat(new CatalogStore(session, UUID::randomUUID).generations("orders"))
                    .isEmpty();
        }
    }

    @Test
    void wrong_data_center_is_answered_with_the_right_ones() {
        CassandraSettings wrong = CassandraSettings.of(List.of(stack.cassandraContactPoint()), "dc1", "grid");

        assertThatThrownBy(() -> CassandraSession.connect(wrong))
                .isInstanceOf(GridException.class)
                .hasMessage("LG-111  Cassandra at " + stack.cassandraContactPoint()
                        + " has no data center 'dc1'; it has 'datacenter1'");
    }

    @Test
    void schema_may_be_created_by_several_nodes_at_once_and_again() {
        CassandraSettings settings = Keyspaces.freshOn(stack);
        try (CassandraSession one = CassandraSession.connect(settings);
                CassandraSession two = CassandraSession.connect(settings)) {
            CompletableFuture<Void> both = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> createAll(one)), CompletableFuture.runAsync(() -> createAll(two)));

            both.join();
            createAll(one);

            assertThat(new CatalogStore(two, UUID::randomUUID).generations("orders"))
                    .isEmpty();
        }
    }

    private static void createAll(CassandraSession session) {
        CassandraSchema schema = new CassandraSchema(session);
        schema.createCatalog();
        schema.createTables(new StoredDataset("wide", WideViews.all()));
    }

    private static Generation building() {
        return new Generation(
                "orders",
                1,
                1,
                GenerationState.BUILDING,
                1,
                Coverage.of("topic", Map.of(0, 5L)),
                List.of(),
                "test",
                NOON,
                NOON);
    }

    private static CassandraSettings withRequestTimeout(CassandraSettings settings, Duration requestTimeout) {
        return new CassandraSettings(
                settings.contactPoints(),
                settings.localDatacenter(),
                settings.keyspace(),
                settings.replication(),
                settings.consistency(),
                settings.credentials(),
                requestTimeout,
                settings.patience());
    }

    /** Emits rows of the view by text with keys 0, 1, 2 and so on, and says how many, until there are enough. */
    private static final class CountedRows extends AbstractProcessor {
        private static final int BY_TEXT = 1;

        private final ViewFold fold = new ViewFold(WideViews.byText());
        private final byte[] partials = WideViews.bytes(fold, fold.empty());
        private @Nullable BatchRow pending;
        private AtomicInteger emitted = new AtomicInteger();
        private AtomicBoolean enough = new AtomicBoolean();

        @Override
        protected void init(Context context) {
            Map<String, Object> shared = context.hazelcastInstance().getUserContext();
            emitted = (AtomicInteger) Objects.requireNonNull(shared.get("emitted"));
            enough = (AtomicBoolean) Objects.requireNonNull(shared.get("enough"));
        }

        @Override
        public boolean complete() {
            while (pending != null || !enough.get()) {
                if (pending == null) {
                    pending = new BatchRow(BY_TEXT, "key " + emitted.get(), partials);
                }
                if (!tryEmit(pending)) {
                    return false;
                }
                pending = null;
                emitted.incrementAndGet();
            }
            return true;
        }
    }
}
