package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lambdagrid.master.MasterProblem.Kind;
import io.lambdagrid.master.MasterReport.PartitionReport;
import io.lambdagrid.master.MasterVerification.Depth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage of each kind, planted behind the back of the table, and what is said of it. */
class MasterVerificationTest {
    @TempDir
    Path folder;

    private MasterTable table;

    @BeforeEach
    void create() {
        table = new MasterTable(Orders.location(folder), Orders.DATASET);
        table.createIfAbsent(Orders.coverage(Map.of(0, 5L, 1, 0L)));
        Orders.append(table, 0, 5, 105);
        Orders.append(table, 1, 0, 50);
        Orders.append(table, 0, 105, 205);
    }

    private MasterReport verify(Depth depth) {
        return new MasterVerification(Orders.location(folder), Orders.DATASET, 10).verify(depth);
    }

    private List<DataFile> files() {
        return TableFileList.of(table.table(), table.table().currentSnapshot());
    }

    private static Path path(DataFile file) {
        return Path.of(URI.create(file.location()));
    }

    private static void dropChecksums(Path file) {
        try {
            Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits as a buggy program would: the files change, what is said of them stays. */
    private static void commitSayingNothing(Table opened, SnapshotUpdate<?> update) {
        TableState.of(opened.currentSnapshot()).properties().forEach(update::set);
        update.commit();
    }

    private static void assertFirst(MasterReport report, Kind kind, String file, String what) {
        assertThat(report.isSound()).isFalse();
        MasterProblem first = report.problems().get(0);
        assertThat(first.kind()).isEqualTo(kind);
        assertThat(first.file()).isEqualTo(file);
        assertThat(first.what()).contains(what);
    }

    @Test
    void sound_master_dataset_is_told_partition_by_partition() {
        for (Depth depth : Depth.values()) {
            MasterReport report = verify(depth);

            assertThat(report.problems()).isEmpty();
            assertThat(report.isSound()).isTrue();
            assertThat(report.files()).isEqualTo(3);
            assertThat(report.snapshot()).isEqualTo(table.current());
            assertThat(report.partitions())
                    .containsExactly(
                            new PartitionReport(0, new OffsetRange(5, 205), 200, 0),
                            new PartitionReport(1, new OffsetRange(0, 50), 50, 0));
        }
    }

    @Test
    void offsets_without_records_are_no_gap() {
        table.append(List.of(), CoverageAdvance.of(Map.of(1, new OffsetRange(50, 60))));
        Orders.append(table, 1, 60, 61);

        assertThat(verify(Depth.ROWS).isSound()).isTrue();
    }

    @Test
    void older_snapshot_is_verified_as_it_was() throws IOException {
        long before = table.current().id();
        Orders.append(table, 1, 50, 60);
        Files.delete(path(files().get(3)));
        MasterVerification verification = new MasterVerification(Orders.location(folder), Orders.DATASET, 10);

        assertThat(verification.verify(before, Depth.ROWS).isSound()).isTrue();
        assertThat(verification.verify(Depth.FILES).isSound()).isFalse();
    }

    @Test
    void missing_file_is_named() throws IOException {
        Files.delete(path(files().get(1)));

        assertFirst(verify(Depth.FILES), Kind.FILE_MISSING, files().get(1).location(), "it is missing");
        assertThat(verify(Depth.ROWS).problems())
                .extracting(MasterProblem::kind, MasterProblem::partition)
                .contains(tuple(Kind.ROW_COUNT, 1));
    }

    @Test
    void file_cut_short_is_named() throws IOException {
        DataFile file = files().get(0);
        byte[] bytes = Files.readAllBytes(path(file));
        Files.write(path(file), Arrays.copyOf(bytes, bytes.length - 1));
        dropChecksums(path(file));

        assertFirst(verify(Depth.FILES), Kind.FILE_LENGTH, file.location(), "were written");
    }

    @Test
    void any_flipped_byte_in_a_column_is_found() throws IOException {
        DataFile file = files().get(0);
        long columnsEnd = 4
                + file.columnSizes().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        byte[] bytes = Files.readAllBytes(path(file));
        dropChecksums(path(file));
        for (int position = 4; position < columnsEnd; position += 41) {
            byte[] flipped = bytes.clone();
            flipped[position] ^= 0x10;
            Files.write(path(file), flipped);

            assertThat(verify(Depth.ROWS).isSound()).as("byte %d", position).isFalse();
        }
        Files.write(path(file), bytes);
        assertThat(verify(Depth.ROWS).isSound()).isTrue();
    }

    @Test
    void flipped_byte_is_found_by_the_checksums_of_the_file_system_too() throws IOException {
        DataFile file = files().get(0);
        byte[] bytes = Files.readAllBytes(path(file));
        bytes[20] ^= 0x10;
        Files.write(path(file), bytes);

        assertFirst(verify(Depth.ROWS), Kind.FILE_UNREADABLE, file.location(), "it cannot be read to its end");
    }

    @Test
    void file_listed_twice_is_named() {
        DataFile file = files().get(1);
        Table opened = table.table();
        commitSayingNothing(opened, opened.newFastAppend().appendFile(file));

        assertFirst(verify(Depth.FILES), Kind.FILE_TWICE, file.location(), "twice");
        assertThat(verify(Depth.FILES).problems())
                .extracting(MasterProblem::what)
                .contains("250 records were archived, but the files of the table have 300");
    }

    @Test
    void copy_of_a_file_is_named_with_the_file_it_repeats() throws IOException {
        DataFile file = files().get(2);
        Path copy = path(file).resolveSibling("zz-copy.parquet");
        Files.copy(path(file), copy);
        Table opened = table.table();
        commitSayingNothing(
                opened,
                opened.newFastAppend()
                        .appendFile(DataFiles.builder(opened.spec())
                                .copy(file)
                                .withPath(copy.toUri().toString())
                                .build()));

        MasterReport report = verify(Depth.ROWS);

        assertFirst(report, Kind.OVERLAP, copy.toUri().toString(), "there already, in " + file.location());
        assertThat(report.problems().get(0).partition()).isZero();
        assertThat(report.problems().get(0).offsets()).isEqualTo(new OffsetRange(105, 205));
        assertThat(verify(Depth.FILES).isSound()).isFalse();
    }

    @Test
    void overlapping_file_is_named_with_partition_and_offsets() {
        WrittenFile overlapping = Orders.file(table, 0, 200, 210);
        Table opened = table.table();
        commitSayingNothing(opened, opened.newFastAppend().appendFile(overlapping.file()));

        MasterReport report = verify(Depth.ROWS);

        assertThat(report.problems())
                .extracting(MasterProblem::kind, MasterProblem::file, MasterProblem::offsets)
                .contains(
                        tuple(Kind.OVERLAP, overlapping.file().location(), new OffsetRange(200, 205)),
                        tuple(Kind.OUTSIDE_COVERAGE, overlapping.file().location(), new OffsetRange(205, 210)));
    }

    @Test
    void gap_is_told_with_its_offsets() {
        Table opened = table.table();
        commitSayingNothing(opened, opened.newDelete().deleteFile(files().get(0)));

        assertThat(verify(Depth.ROWS).problems().get(0))
                .isEqualTo(new MasterProblem(
                        Kind.ROW_COUNT,
                        null,
                        0,
                        new OffsetRange(5, 205),
                        "200 records were archived, but 100 are there; the longest stretches without any are"
                                + " [5, 105)"));
        assertThat(verify(Depth.FILES).isSound()).isFalse();
    }

    @Test
    void file_with_other_records_of_the_same_number_is_told() {
        Table opened = table.table();
        MasterFileWriter writer = table.newFile();
        for (long offset = 0; offset < 50; offset++) {
            writer.accept(1, offset, Orders.NOW, new Object[] {offset + 1, 0L}, new byte[] {1});
        }
        commitSayingNothing(
                opened,
                opened.newRewrite()
                        .deleteFile(files().get(1))
                        .addFile(writer.close().file()));

        MasterReport report = verify(Depth.ROWS);

        assertThat(report.problemCount()).isEqualTo(1);
        assertThat(report.problems().get(0).kind()).isEqualTo(Kind.CONTENT);
        assertThat(report.problems().get(0).partition()).isEqualTo(1);
        assertThat(verify(Depth.FILES).isSound()).isTrue();
    }

    @Test
    void more_problems_than_wanted_are_counted() throws IOException {
        for (DataFile file : files()) {
            Files.delete(path(file));
        }

        MasterReport report = new MasterVerification(Orders.location(folder), Orders.DATASET, 2).verify(Depth.FILES);

        assertThat(report.problems()).hasSize(2);
        assertThat(report.problemCount()).isEqualTo(3);
    }

    @Test
    void without_a_table_nothing_is_said() {
        MasterVerification verification =
                new MasterVerification(Orders.location(folder.resolve("elsewhere")), Orders.DATASET, 2);

        assertThatThrownBy(() -> verification.verify(Depth.FILES)).hasMessageStartingWith("LG-103");
    }
}
