package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanFilesTest {
    @TempDir
    Path folder;

    private SmallFiles small;

    @BeforeEach
    void create() {
        small = SmallFiles.in(folder);
        small.append(5, new SplittableRandom(7));
    }

    /** Deletes as if the lease of every file were over. */
    private int clean() {
        return new OrphanFiles(small.table(), Orders.location(folder).configuration(), -60_000).run();
    }

    private static Path path(WrittenFile file) {
        return Path.of(URI.create(file.file().location()));
    }

    private WrittenFile rewritten() {
        return new SortedRewrite(
                        small.table().table(),
                        new RowFileReader(Orders.location(folder).configuration()),
                        small.files())
                .write(Long.MAX_VALUE);
    }

    @Test
    void what_the_table_refers_to_stays() throws IOException {
        small.compaction().run();
        long files = count();

        assertThat(clean()).isZero();

        assertThat(count()).isEqualTo(files);
        small.table()
                .table()
                .snapshots()
                .forEach(snapshot -> assertThat(new MasterVerification(Orders.location(folder), Orders.DATASET, 3)
                                .verify(snapshot.snapshotId(), MasterVerification.Depth.ROWS)
                                .problems())
                        .isEmpty());
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.count();
        }
    }

    @Test
    void file_younger_than_its_lease_stays() {
        WrittenFile orphan = rewritten();

        assertThat(new OrphanFiles(small.table(), Orders.location(folder).configuration()).run())
                .isZero();
        assertThat(path(orphan)).exists();
    }

    @Test
    void compaction_that_died_before_its_commit_is_cleaned_up() {
        WrittenFile orphan = rewritten();

        assertThat(clean()).isEqualTo(1);
        assertThat(path(orphan)).doesNotExist();
        small.assertSound();
    }

    @Test
    void compaction_that_wakes_up_after_the_cleaning_finds_itself_too_old() {
        WrittenFile orphan = rewritten();
        long longAgo = System.nanoTime() - RowFileWriter.LEASE.toNanos();
        FileRewrite asleep = new FileRewrite("asleep", small.files(), orphan.file(), longAgo);
        clean();

        assertThatThrownBy(() -> small.table().commit(asleep)).hasMessageStartingWith("LG-403");
        small.assertSound();
    }

    @Test
    void archived_file_that_may_still_be_appended_stays_for_ever() {
        long end = small.table().coverage().end(0);
        WrittenFile waiting = Orders.file(small.table(), 0, end, end + 10);

        assertThat(clean()).isZero();

        small.table().append(List.of(waiting), CoverageAdvance.of(waiting.ranges()));
        small.assertSound();
    }

    @Test
    void archived_file_whose_offsets_came_another_way_is_cleaned_up() {
        long end = small.table().coverage().end(0);
        WrittenFile dead = Orders.file(small.table(), 0, end, end + 10);
        Orders.append(small.table(), 0, end, end + 4);

        assertThat(clean()).isEqualTo(1);
        assertThat(path(dead)).doesNotExist();
        assertThatThrownBy(() -> small.table().append(List.of(dead), CoverageAdvance.of(dead.ranges())))
                .hasMessageStartingWith("LG-401");
        small.assertSound();
    }

    @Test
    void file_that_was_never_completed_is_cleaned_up() throws IOException {
        Path unfinished = folder.resolve("orders/data/" + UUID.randomUUID() + ".parquet");
        Files.write(unfinished, new byte[] {'P', 'A', 'R', '1', 0, 0});
        Path prepared = folder.resolve("orders/metadata/" + UUID.randomUUID() + ".metadata.json");
        Files.write(prepared, new byte[] {'{'});

        assertThat(clean()).isEqualTo(2);
        assertThat(unfinished).doesNotExist();
        assertThat(prepared).doesNotExist();
    }

    @Test
    void files_of_others_are_not_touched() throws IOException {
        rewritten();
        Path foreign = folder.resolve("orders/data/notes.parquet");
        Path alsoForeign = folder.resolve("orders/metadata/statistics.puffin");
        Files.write(foreign, new byte[] {1});
        Files.write(alsoForeign, new byte[] {1});

        assertThat(clean()).isEqualTo(1);
        assertThat(foreign).exists();
        assertThat(alsoForeign).exists();
    }

    @Test
    void manifests_of_a_commit_that_lost_are_cleaned_up() throws IOException {
        WrittenFile file =
                Orders.file(small.table(), 1, small.table().coverage().end(1), 1_000);
        small.table().table().newAppend().appendFile(file.file()).stageOnly().apply();
        assertThat(clean()).isPositive();
        small.assertSound();
        assertThat(path(file)).exists();
    }

    @Test
    void table_without_a_file_is_no_problem() {
        MasterTable empty = new MasterTable(Orders.location(folder.resolve("empty")), Orders.DATASET);
        empty.createIfAbsent(Orders.coverage(Map.of(0, 0L)));

        assertThat(new OrphanFiles(empty, Orders.location(folder).configuration(), -60_000).run())
                .isZero();
    }
}
