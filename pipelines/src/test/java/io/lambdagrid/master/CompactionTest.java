package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.master.BreakingOperations.Loss;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.GridException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
    private static final Compaction.Outcome NOTHING = new Compaction.Outcome(0, 0);

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(7);
    private SmallFiles small;

    @BeforeEach
    void create() {
        small = SmallFiles.in(folder);
        small.append(8, random);
    }

    private List<String> places(String file) {
        Schema schema = RowPlace.schemaIn(small.table().table().schema());
        RowPlace place = new RowPlace(schema);
        List<String> places = new ArrayList<>();
        new RowFileReader(Orders.location(folder).configuration())
                .forEach(file, schema, row -> places.add("%d/%05d".formatted(place.partition(row), place.offset(row))));
        return places;
    }

    @Test
    void small_files_become_one_and_nothing_else_changes() {
        Coverage coverage = small.table().coverage();
        MasterReport before = small.verify();

        assertThat(small.compaction().run()).isEqualTo(new Compaction.Outcome(8, 1));

        assertThat(small.files()).hasSize(1);
        assertThat(small.table().coverage()).isEqualTo(coverage);
        MasterReport after = small.verify();
        assertThat(after.problems()).isEmpty();
        assertThat(after.partitions()).isEqualTo(before.partitions());
    }

    @Test
    void rows_of_the_new_file_are_sorted() {
        small.compaction().run();

        List<String> places = places(small.files().get(0).location());
        assertThat(places).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(80);
    }

    @Test
    void rows_are_sorted_slice_by_slice_when_memory_is_short() {
        Table table = small.table().table();
        RowFileReader reader = new RowFileReader(Orders.location(folder).configuration());

        WrittenFile atOnce = new SortedRewrite(table, reader, small.files()).write(Long.MAX_VALUE);
        WrittenFile inSlices = new SortedRewrite(table, reader, small.files()).write(500);

        assertThat(inSlices.contents()).isEqualTo(atOnce.contents());
        assertThat(places(inSlices.file().location()))
                .isEqualTo(places(atOnce.file().location()));
    }

    @Test
    void nothing_to_do_changes_nothing() {
        small.compaction().run();
        TableSnapshot compacted = small.table().current();

        assertThat(small.compaction().run()).isEqualTo(NOTHING);
        assertThat(small.table().current()).isEqualTo(compacted);
    }

    @Test
    void archive_goes_on_where_it_was() {
        small.compaction().run();
        small.append(6, random);

        assertThat(small.files()).hasSize(7);
        small.assertSound();
        small.compaction().run();
        small.assertSound();
    }

    @Test
    void older_snapshots_stay_readable() {
        long pinned = small.table().current().id();
        small.compaction().run();

        assertThat(new MasterVerification(Orders.location(folder), Orders.DATASET, 10)
                        .verify(pinned, MasterVerification.Depth.ROWS)
                        .problems())
                .isEmpty();
    }

    @Test
    void commits_of_the_archive_come_in_between() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        AtomicBoolean enough = new AtomicBoolean();
        try {
            Future<?> archive = threads.submit(() -> {
                while (!enough.get()) {
                    small.append(1, random);
                }
            });
            int replaced = 0;
            while (replaced < 24 && !archive.isDone()) {
                replaced += small.compaction().run().replacedFiles();
            }
            enough.set(true);
            archive.get();
        } finally {
            threads.shutdownNow();
        }
        small.assertSound();
    }

    @Test
    void file_from_before_a_column_was_added_stays_without_it() {
        List<DataFile> before = small.files();
        Table table = new BaseTable(MasterTable.operations(Orders.location(folder), Orders.DATASET), "orders");
        table.updateSchema().addColumn("added", Types.StringType.get()).commit();
        RowFileReader reader = new RowFileReader(Orders.location(folder).configuration());

        WrittenFile file = new SortedRewrite(table, reader, before).write(Long.MAX_VALUE);

        assertThat(reader.footer(file.file().location()).columns())
                .isEqualTo(reader.footer(before.get(0).location()).columns())
                .doesNotContain(table.schema().findField("added").fieldId());
    }

    @Test
    void of_two_that_replace_the_same_files_one_is_refused() {
        List<Compaction> both = List.of(small.compaction(), small.compaction());
        Table table = small.table().table();
        RowFileReader reader = new RowFileReader(Orders.location(folder).configuration());
        WrittenFile late = new SortedRewrite(table, reader, small.files()).write(Long.MAX_VALUE);
        FileRewrite rewrite = new FileRewrite("late", small.files(), late.file(), System.nanoTime());
        both.get(0).run();

        assertThatThrownBy(() -> small.table().commit(rewrite))
                .hasMessageStartingWith("LG-403  A compaction of 8 files was given up: ")
                .hasMessageContaining("has left the table meanwhile");
        assertThat(both.get(1).run()).isEqualTo(NOTHING);
        small.assertSound();
    }

    @Test
    void compaction_that_slept_too_long_is_refused() {
        RowFileReader reader = new RowFileReader(Orders.location(folder).configuration());
        WrittenFile file = new SortedRewrite(small.table().table(), reader, small.files()).write(Long.MAX_VALUE);
        long thirteenHoursAgo = System.nanoTime() - RowFileWriter.LEASE.toNanos() * 13 / 24;

        assertThatThrownBy(() ->
                        small.table().commit(new FileRewrite("old", small.files(), file.file(), thirteenHoursAgo)))
                .hasMessageContaining("it began 13 h ago");
        assertThat(small.files()).hasSize(8);
    }

    private Compaction breaking(Loss loss, boolean staysDown) {
        BreakingOperations operations = new BreakingOperations(
                MasterTable.operations(Orders.location(folder), Orders.DATASET), loss, () -> staysDown);
        return new Compaction(
                new MasterTable(Orders.DATASET, Orders.location(folder).table(Orders.DATASET), operations),
                Orders.location(folder),
                Orders.DATASET,
                UpkeepSettings.DEFAULT);
    }

    @Test
    void commit_whose_answer_was_lost_is_recognized() {
        assertThat(breaking(Loss.AFTER_IT_HAPPENED, false).run()).isEqualTo(new Compaction.Outcome(8, 1));
        small.assertSound();
    }

    @Test
    void commit_nobody_can_ask_about_leaves_a_sound_table_whether_it_happened_or_not() {
        for (Loss loss : Loss.values()) {
            assertThatThrownBy(() -> breaking(loss, true).run()).hasMessageStartingWith("LG-402");
            small.assertSound();

            small.append(6, random);
            small.compaction().run();
            small.assertSound();
            small.append(6, random);
        }
    }

    @Test
    void commit_that_did_not_happen_leaves_the_table_as_it_was() {
        TableSnapshot before = small.table().current();

        assertThatThrownBy(() -> breaking(Loss.BEFORE_IT_HAPPENED, false).run()).hasMessageStartingWith("LG-302");

        assertThat(small.table().current()).isEqualTo(before);
        assertThat(small.compaction().run()).isEqualTo(new Compaction.Outcome(8, 1));
        small.assertSound();
    }

    @Test
    void damaged_file_is_not_compacted_away() throws Exception {
        Path damaged = Path.of(URI.create(small.files().get(3).location()));
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[40] ^= 1;
        Files.write(damaged, bytes);
        TableSnapshot before = small.table().current();

        assertThatThrownBy(() -> small.compaction().run())
                .isInstanceOf(GridException.class)
                .hasMessageStartingWith("LG-411")
                .hasMessageContaining(damaged.getFileName().toString());
        assertThat(small.table().current()).isEqualTo(before);
    }
}
