package io.lambdagrid.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.hazelcast.jet.Job;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.testing.TestGrid;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.Retention;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of batch views travel to Cassandra and back through jobs on two members. */
class CassandraRowsTest {
    private static final int BY_TEXT = 1;

    @SuppressWarnings("NullAway.Init") // Started before all tests.
    private static TestGrid grid;

    @SuppressWarnings("NullAway.Init") // Connected before each test.
    private CassandraSession session;

    @SuppressWarnings("NullAway.Init") // Made before each test.
    private RowJobs jobs;

    private static final int TIMESTAMP_COLUMN = 7;

    @BeforeAll
    static void start() {
        grid = new TestGrid(2);
    }

    @AfterAll
    static void stop() {
        grid.close();
    }

    @BeforeEach
    void connect() {
        session = CassandraSession.connect(Keyspaces.fresh());
        jobs = new RowJobs(grid.member(0), session.settings(), WideViews.all());
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void rows_of_all_types_come_back_as_they_were_written() {
        List<BatchRow> rows = WideViews.batchRows(WideViews.rows(5000, 1));

        Job write = jobs.write(1, rows);

        assertThat(RowJobs.byViewAndKey(jobs.read(1, 1))).isEqualTo(RowJobs.byViewAndKey(rows));
        for (int view = 0; view < WideViews.all().size(); view++) {
            int index = view;
            String name = WideViews.all().get(view).name();
            assertThat(RowJobs.counted(write, CassandraSink.ROWS_METRIC + name))
                    .as("rows of " + name)
                    .isEqualTo(rows.stream().filter(row -> row.view() == index).count());
        }
    }

    @Test
    void half_written_later_generation_is_not_read() {
        List<BatchRow> first = WideViews.batchRows(WideViews.rows(500, 2));
        List<BatchRow> second = WideViews.batchRows(WideViews.rows(500, 3));
        jobs.write(1, first);
        jobs.write(2, second.subList(0, second.size() / 2));

        assertThat(RowJobs.byViewAndKey(jobs.read(1, 1))).isEqualTo(RowJobs.byViewAndKey(first));
    }

    @Test
    void slice_of_many_pages_has_the_newest_row_of_each_key_once() {
        List<BatchRow> base = WideViews.batchRows(WideViews.rows(3500, 8));
        List<BatchRow> later = WideViews.batchRows(WideViews.rows(700, 9));
        jobs.write(1, base);
        jobs.write(2, later);
        jobs.write(3, base.subList(0, 2000));
        RowReader reader = RowReader.prepare(
                session, WideViews.byEverything(), new CassandraSource.Generations(1, 2), System::nanoTime);

        SliceScan scan =
                reader.scan(0, new RingSlice(Long.MIN_VALUE, Long.MAX_VALUE)).start();
        List<BatchRow> rows = new ArrayList<>();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            for (BatchRow row = scan.poll(); row != null; row = scan.poll()) {
                rows.add(row);
            }
            return scan.isDone();
        });

        List<BatchRow> expected = Stream.concat(base.stream(), later.stream())
                .filter(row -> row.view() == 0)
                .toList();
        assertThat(RowJobs.byViewAndKey(rows)).isEqualTo(RowJobs.byViewAndKey(expected));
    }

    @Test
    void newest_row_of_each_key_counts_within_the_range_and_none_before_it() {
        BatchRow tooOld = text("gone", 1);
        jobs.write(1, List.of(tooOld, text("kept", 2)));
        jobs.write(2, List.of(text("kept", 3), text("changed", 4)));
        jobs.write(3, List.of(text("changed", 5), text("new", 6)));
        jobs.write(4, List.of(text("kept", 7)));

        assertThat(RowJobs.byViewAndKey(jobs.read(2, 3)))
                .isEqualTo(RowJobs.byViewAndKey(List.of(text("kept", 3), text("changed", 5), text("new", 6))));
    }

    @Test
    void generation_that_is_written_twice_has_each_row_once() {
        List<BatchRow> rows = WideViews.batchRows(WideViews.rows(300, 4));

        jobs.write(1, rows);
        jobs.write(1, rows);

        assertThat(RowJobs.byViewAndKey(jobs.read(1, 1))).isEqualTo(RowJobs.byViewAndKey(rows));
    }

    @Test
    void keys_that_cassandra_does_not_take_come_back_all_the_same() {
        List<BatchRow> rows = List.of(
                text("", 1),
                text("x".repeat(100_000), 2),
                text("x".repeat(99_999) + "y", 3),
                text("half a pair \ud83d", 4),
                text("half a pair ?", 5),
                text("\\E", 6),
                text("tab\tnul\0", 7));

        jobs.write(1, rows);

        assertThat(RowJobs.byViewAndKey(jobs.read(1, 1))).isEqualTo(RowJobs.byViewAndKey(rows));
    }

    @Test
    void other_programs_see_typed_columns() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(
                new @Nullable Object[] {true, -7, 8L, 0.5, new BigDecimal("12.50"), "DE", 20_484, 1_769_860_800_123_456L
                });
        rows.add(new @Nullable Object[] {null, null, null, null, null, null, null, null});
        jobs.write(1, WideViews.batchRows(rows));

        Row full = select("WHERE c_varchar = 'DE' ALLOW FILTERING");
        assertThat(full.getBoolean("c_boolean")).isTrue();
        assertThat(full.getInt("c_integer")).isEqualTo(-7);
        assertThat(full.getLong("c_bigint")).isEqualTo(8);
        assertThat(full.getDouble("c_double")).isEqualTo(0.5);
        assertThat(full.getBigDecimal("c_decimal")).isEqualTo(new BigDecimal("12.50"));
        assertThat(full.getLocalDate("c_date")).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(full.getInstant("c_timestamp")).isEqualTo(Instant.parse("2026-01-31T12:00:00.123Z"));
        assertThat(full.getLong("view_generation")).isEqualTo(1);
        assertThat(full.getBigDecimal("amount")).isEqualTo(new BigDecimal("12.50"));
        Row nulls = select("WHERE key = '\\N|\\N|\\N|\\N|\\N|\\N|\\N|\\N'");
        assertThat(nulls.isNull("c_varchar")).isTrue();
        assertThat(nulls.isNull("c_timestamp")).isTrue();
        assertThat(nulls.getLong("view_generation")).isEqualTo(1);
    }

    private Row select(String where) {
        String table = BatchViewTable.of(WideViews.byEverything()).name();
        SimpleStatement select = SimpleStatement.newInstance(
                "SELECT * FROM " + session.settings().keyspace() + "." + table + " " + where);
        return Objects.requireNonNull(session.cql().execute(select).one());
    }

    @Test
    void table_says_by_which_sql_its_rows_were_made() {
        new CassandraSchema(session).createTables(new StoredDataset("wide", WideViews.all()));

        assertThat(new CassandraSchema(session)
                        .comment(BatchViewTable.of(WideViews.total()).name()))
                .hasValue("Batch part of a view of dataset 'wide', 'total': SELECT 'what the view ''total'' says' FROM"
                        + " wide");
    }

    @Test
    void rows_of_retired_generations_leave_and_the_others_stay() {
        List<BatchRow> served = WideViews.batchRows(WideViews.rows(1200, 5));
        jobs.write(1, WideViews.batchRows(WideViews.rows(700, 6)));
        jobs.write(2, served.subList(0, 900));
        jobs.write(3, served);
        jobs.write(4, WideViews.batchRows(WideViews.rows(100, 7)));
        StoredRows stored = new StoredRows(session);

        assertThat(stored.deleteBefore("wide", 3)).isPositive();
        assertThat(stored.deleteOnly("wide", 4)).isPositive();

        assertThat(RowJobs.byViewAndKey(jobs.read(0, 9))).isEqualTo(RowJobs.byViewAndKey(served));
        assertThat(stored.deleteBefore("wide", 3)).isZero();
    }

    @Test
    void rows_before_the_horizon_leave_whatever_their_generation_and_those_after_it_stay() {
        ViewDefinition view = WideViews.byEverything().retaining(new Retention(TIMESTAMP_COLUMN, 1));
        Horizons horizons = new Horizons(Map.of(view.name(), 0L));
        ViewFold fold = new ViewFold(view);
        List<BatchRow> rows = WideViews.batchRows(WideViews.rows(3000, 11));
        jobs.write(2, rows);
        jobs.write(3, rows.subList(0, 1000));
        jobs.write(4, rows.subList(0, 10));

        long deleted = new StoredRows(session).deleteLeft(view, horizons, 3);

        List<BatchRow> kept = rows.stream()
                .filter(row -> row.view() != 0 || !isNegative(fold, row))
                .toList();
        assertThat(deleted).isEqualTo(rows.size() - kept.size()).isGreaterThan(1000);
        assertThat(RowJobs.byViewAndKey(jobs.read(2, 3))).isEqualTo(RowJobs.byViewAndKey(kept));
        assertThat(RowJobs.byViewAndKey(jobs.read(4, 4))).isEqualTo(RowJobs.byViewAndKey(rows.subList(0, 10)));
        assertThat(new StoredRows(session).deleteLeft(view, horizons, 3)).isZero();
    }

    /** Looks at the value of the column, not at the key. */
    private static boolean isNegative(ViewFold fold, BatchRow row) {
        Object time = fold.finish(row.key(), new Parts(fold).read(row.partials()))[TIMESTAMP_COLUMN];
        return time != null && (Long) time < 0;
    }

    @Test
    void late_write_of_a_retired_generation_does_not_bring_its_row_back() {
        jobs.write(1, List.of(text("a", 1), text("b", 2)));
        new StoredRows(session).deleteBefore("wide", 2);

        jobs.write(1, List.of(text("a", 1)));

        assertThat(jobs.read(0, 9)).isEmpty();
    }

    @Test
    void clean_up_of_one_dataset_leaves_the_others_alone() {
        jobs.write(1, List.of(text("a", 1)));

        assertThat(new StoredRows(session).deleteBefore("wid", 9)).isZero();

        assertThat(jobs.read(1, 1)).hasSize(1);
    }

    @Test
    void loading_a_view_that_was_never_written_says_so() {
        assertThatThrownBy(() -> jobs.read(1, 1))
                .hasStackTraceContaining("LG-410  Cassandra has no table 'by_everything_")
                .hasStackTraceContaining("for the batch part of view 'by_everything'; build a new generation");
    }

    @Test
    void views_of_another_shape_have_another_table() {
        List<String> names = WideViews.all().stream()
                .map(view -> BatchViewTable.of(view).name())
                .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z_]+_[0-9a-f]{8}"));
        assertThat(BatchViewTable.of(WideViews.total())).isEqualTo(BatchViewTable.of(WideViews.total()));
        assertThat(Map.of(
                        "name",
                        BatchViewTable.of(WideViews.byText()).columns().get(0).cqlName()))
                .containsEntry("name", "view_key");
    }

    /** A row of the view by text in which {@code rows} rows were counted. */
    private static BatchRow text(String text, int rows) {
        ViewFold fold = new ViewFold(WideViews.byText());
        Object[] partials = fold.empty();
        String[] keyOf = new String[1];
        @Nullable Object[] row = new @Nullable Object[WideViews.TYPES.size()];
        row[5] = text;
        for (int i = 0; i < rows; i++) {
            fold.add(row, key -> {
                keyOf[0] = key;
                return partials;
            });
        }
        return new BatchRow(BY_TEXT, keyOf[0], WideViews.bytes(fold, partials));
    }
}
