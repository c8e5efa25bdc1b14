package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.master.MasterVerification.Depth;
import io.lambdagrid.record.RecordReader;
import io.lambdagrid.record.UnreadableRecordException;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generated;
import io.lambdagrid.view.RecordFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowExpiryTest {
    private static final Dataset ORDERS = new Dataset(
            "orders",
            "orders",
            RecordFormat.JSON,
            List.of(new Column("id", ColumnType.BIGINT), new Column("at", ColumnType.TIMESTAMP)),
            "at",
            true);
    private static final long SECOND = 1_000_000L;

    @TempDir
    Path folder;

    private int cases;
    private long left;

    @Test
    void what_is_young_or_has_no_time_stays_whatever_the_dataset_was_declared_as() {
        Generated.forAll(3, random -> assertOnlyOldRecordsLeave(random, RandomDefinitions.Kept.RAW_RECORDS));
        Generated.forAll(2, random -> assertOnlyOldRecordsLeave(random, RandomDefinitions.Kept.COLUMNS_ONLY));
        assertThat(left).as("records that have left in all cases").isGreaterThan(100);
    }

    /** Archives, compacts, evolves and lets records leave in turn; event times are between 0 and 1000 seconds. */
    private void assertOnlyOldRecordsLeave(RandomGenerator random, RandomDefinitions.Kept kept) {
        Path here = folder.resolve("case" + cases++);
        RandomDefinitions definitions = new RandomDefinitions(random, kept);
        List<byte @Nullable []> log = new ArrayList<>();
        Dataset dataset = definitions.first();
        while (!readsMost(dataset, definitions.records(40))) {
            dataset = definitions.first();
        }
        RowExpiry expiry = new RowExpiry(Orders.location(here), dataset);
        BitSet mayLeave = new BitSet();
        long before = 0;
        for (int step = 0; step < 6; step++) {
            List<byte @Nullable []> records = definitions.records(40);
            FormerRowsTest.archive(here, dataset, log.size(), records);
            log.addAll(records);
            if (random.nextInt(3) == 0) {
                new Compaction(Orders.location(here), dataset, UpkeepSettings.DEFAULT).run();
            }
            before += random.nextLong(100 * SECOND, 300 * SECOND);
            expiry.run(before);
            addOld(mayLeave, RecordReader.of(dataset), log, before);
            left += assertHolds(here, dataset, log, mayLeave);
            if (random.nextBoolean()) {
                dataset = definitions.next(dataset);
                new MasterTable(Orders.location(here), dataset).evolve();
                expiry = new RowExpiry(Orders.location(here), dataset);
            }
        }
    }

    /** Of a dataset that can read next to nothing, next to nothing has a time, and nothing would leave. */
    private static boolean readsMost(Dataset dataset, List<byte @Nullable []> records) {
        RecordReader reader = RecordReader.of(dataset);
        return records.stream()
                        .filter(record -> isOld(reader, record, Long.MAX_VALUE))
                        .count()
                > records.size() / 2;
    }

    /** What was old when it left may be unreadable by now. */
    private static void addOld(BitSet mayLeave, RecordReader reader, List<byte @Nullable []> log, long before) {
        for (int offset = 0; offset < log.size(); offset++) {
            if (isOld(reader, log.get(offset), before)) {
                mayLeave.set(offset);
            }
        }
    }

    /** Returns how many records have left. */
    private static long assertHolds(Path here, Dataset dataset, List<byte @Nullable []> log, BitSet mayLeave) {
        MasterReport report = new MasterVerification(Orders.location(here), dataset, 5).verify(Depth.ROWS);
        assertThat(report.problems()).isEmpty();
        BitSet eventTime = new BitSet();
        eventTime.set(0);
        Set<Long> there = FormerRowsTest.archivedRows(here, dataset, eventTime).keySet();
        for (int offset = mayLeave.nextClearBit(0); offset < log.size(); offset = mayLeave.nextClearBit(offset + 1)) {
            assertThat(there).as("records that were never old").contains((long) offset);
        }
        Expired expired = report.expired();
        long gone = expired == null ? 0 : expired.records();
        assertThat(there.size() + gone).isEqualTo(log.size());
        assertThat(report.partitions()).singleElement().satisfies(partition -> {
            assertThat(partition.archived()).isEqualTo(new OffsetRange(0, log.size()));
            assertThat(partition.rows()).isEqualTo(there.size());
            assertThat(partition.expired()).isEqualTo(gone);
        });
        return gone;
    }

    private static boolean isOld(RecordReader reader, byte @Nullable [] record, long before) {
        try {
            Object at = reader.read(record)[0];
            return at != null && (Long) at < before;
        } catch (UnreadableRecordException e) {
            return false;
        }
    }

    private MasterTable table() {
        return new MasterTable(Orders.location(folder), ORDERS);
    }

    /** Appends a file of records, one for each second given, which go on where the table ends. */
    private void append(@Nullable Long... seconds) {
        table().createIfAbsent(Orders.coverage(Map.of(0, 0L)));
        long offset = table().coverage().end(0);
        MasterFileWriter file = table().newFile();
        for (Long second : seconds) {
            Long micros = second == null ? null : (Long) (second * SECOND);
            file.accept(0, offset, Orders.NOW, new @Nullable Object[] {offset, micros}, new byte[] {1});
            offset++;
        }
        WrittenFile written = file.close();
        table().append(List.of(written), CoverageAdvance.of(written.ranges()));
    }

    private void appendSeconds(long from, long end) {
        append(IntStream.range((int) from, (int) end)
                .mapToObj(second -> (long) second)
                .toArray(Long[]::new));
    }

    private long expire(long beforeSecond) {
        return new RowExpiry(Orders.location(folder), ORDERS).run(beforeSecond * SECOND);
    }

    private List<Long> offsets() {
        return TableFiles.offsets(table(), 0);
    }

    private List<DataFile> files() {
        return TableFileList.of(table().table(), table().table().currentSnapshot());
    }

    private MasterReport verified() {
        MasterReport report = new MasterVerification(Orders.location(folder), ORDERS, 5).verify(Depth.ROWS);
        assertThat(report.problems()).isEmpty();
        return report;
    }

    @Test
    void files_leave_as_a_whole_and_are_written_anew_when_half_of_them_is_old() {
        appendSeconds(0, 10);
        appendSeconds(10, 20);
        appendSeconds(20, 30);
        List<DataFile> before = files();

        assertThat(expire(14)).isEqualTo(10);
        assertThat(offsets()).containsExactlyElementsOf(TableFiles.upTo(30).subList(10, 30));
        assertThat(files()).hasSize(2);
        assertThat(verified().expired()).isNotNull();
        assertThat(table().current().expiredBefore()).isEqualTo(14 * SECOND);

        assertThat(expire(15)).isEqualTo(5);
        assertThat(offsets()).containsExactlyElementsOf(TableFiles.upTo(30).subList(15, 30));
        assertThat(verified().expired()).satisfies(expired -> {
            assertThat(expired.records()).isEqualTo(15);
            assertThat(expired.beforeInstant()).isEqualTo(Instant.EPOCH.plusSeconds(15));
        });
        assertThat(files().get(files().size() - 1).location())
                .isEqualTo(before.get(2).location());
        assertThat(table().coverage()).isEqualTo(Orders.coverage(Map.of(0, 30L)));
    }

    @Test
    void nothing_to_do_changes_nothing() {
        appendSeconds(0, 10);
        expire(5);
        TableSnapshot after = table().current();
        assertThat(expire(5)).isZero();
        assertThat(expire(6)).isZero();
        assertThat(expire(0)).isZero();
        assertThat(table().current()).isEqualTo(after);
    }

    @Test
    void records_without_a_time_or_from_the_future_stay_when_all_else_of_their_file_leaves() {
        append(1L, null, 2L, 4_000_000_000L, 3L, 4L, 5L);
        assertThat(expire(1000)).isEqualTo(5);
        assertThat(offsets()).containsExactly(1L, 3L);
        verified();
        assertThat(expire(2000)).isZero();
    }

    @Test
    void table_whose_records_have_all_left_goes_on() {
        appendSeconds(0, 10);
        assertThat(expire(10)).isEqualTo(10);
        assertThat(files()).isEmpty();
        verified();
        appendSeconds(100, 110);
        assertThat(offsets()).containsExactlyElementsOf(TableFiles.upTo(20).subList(10, 20));
        assertThat(verified().partitions())
                .containsExactly(new MasterReport.PartitionReport(0, new OffsetRange(0, 20), 10, 10));
    }

    @Test
    void history_that_was_imported_leaves_like_any_other_and_is_not_imported_again() throws IOException {
        appendSeconds(0, 10);
        Path file = Files.writeString(
                folder.resolve("old.jsonl"),
                IntStream.range(0, 20)
                        .mapToObj(i -> "{\"id\":" + i + ",\"at\":" + 1000L * i + "}\n")
                        .reduce("", String::concat),
                StandardCharsets.UTF_8);
        MasterImport importer =
                new MasterImport(Orders.location(folder), ORDERS, UpkeepSettings.DEFAULT, Clock.systemUTC());
        List<MasterImport.Source> sources = List.of(new MasterImport.Source(
                file.toString(), ImportFormat.ofName("x.jsonl").orElseThrow()));
        importer.run("old", sources);

        assertThat(expire(20)).isEqualTo(30);
        verified();
        assertThat(importer.run("old", sources).isNew()).isFalse();
        assertThat(verified().partitions())
                .containsExactly(
                        new MasterReport.PartitionReport(-1, new OffsetRange(0, 20), 0, 20),
                        new MasterReport.PartitionReport(0, new OffsetRange(0, 10), 0, 10));
    }

    @Test
    void what_is_read_already_stays_readable_until_its_snapshot_is_forgotten() {
        appendSeconds(0, 10);
        long pinned = table().current().id();
        expire(10);
        MasterVerification verification = new MasterVerification(Orders.location(folder), ORDERS, 5);
        assertThat(verification.verify(pinned, Depth.ROWS).problems()).isEmpty();

        new SnapshotExpiry(table()).run(Set.of(), Duration.ZERO, Instant.now().plusSeconds(60));
        assertThat(folder.resolve("orders/data").toFile().list())
                .isNotNull()
                .noneMatch(name -> name.endsWith(".parquet"));
        verified();
    }

    @Test
    void compaction_between_the_look_and_the_change_wins() {
        for (int i = 0; i < 6; i++) {
            appendSeconds(10L * i, 10L * i + 10);
        }
        DataFile first = files().get(0);
        RowRemoval removal = new RowRemoval(
                "removal", first, null, new Expired(2, 10 * SECOND, TableContents.NOTHING), System.nanoTime());
        new Compaction(Orders.location(folder), ORDERS, UpkeepSettings.DEFAULT).run();
        assertThatThrownBy(() -> table().commit(removal))
                .hasMessageContaining("LG-403")
                .hasMessageContaining("the file has left the table meanwhile");
        assertThat(offsets()).hasSize(60);
        verified();
        assertThat(expire(40)).isEqualTo(40);
        verified();
    }

    @Test
    void change_whose_answer_is_lost_is_recognized_and_one_that_was_not_made_is_made_the_next_time() {
        appendSeconds(0, 10);
        assertThat(losing(BreakingOperations.Loss.AFTER_IT_HAPPENED).run(10 * SECOND))
                .isEqualTo(10);
        appendSeconds(0, 10);
        RowExpiry expiry = losing(BreakingOperations.Loss.BEFORE_IT_HAPPENED);
        assertThatThrownBy(() -> expiry.run(10 * SECOND)).hasMessageContaining("LG-302");
        assertThat(offsets()).hasSize(10);
        verified();
        assertThat(expiry.run(10 * SECOND)).isEqualTo(10);
        assertThat(offsets()).isEmpty();
        verified();
    }

    private RowExpiry losing(BreakingOperations.Loss loss) {
        MasterLocation location = Orders.location(folder);
        BreakingOperations breaking =
                new BreakingOperations(MasterTable.operations(location, ORDERS), loss, () -> false);
        return new RowExpiry(new MasterTable(ORDERS, location.table(ORDERS), breaking), location, ORDERS);
    }

    @Test
    void event_time_cannot_become_another_column_once_records_have_left_by_it() {
        appendSeconds(0, 10);
        expire(5);
        Dataset other = new Dataset(
                "orders",
                "orders",
                RecordFormat.JSON,
                List.of(
                        new Column("id", ColumnType.BIGINT),
                        new Column("at", ColumnType.TIMESTAMP),
                        new Column("created", ColumnType.TIMESTAMP)),
                "created",
                true);
        new MasterTable(Orders.location(folder), other).evolve();
        assertThatThrownBy(() -> new RowExpiry(Orders.location(folder), other).run(100 * SECOND))
                .hasMessage("LG-111  Records have left the master dataset of 'orders' by another event time than"
                        + " 'created'. Expected the column it had then as 'event-time'; nothing leaves until then.");
    }

    @Test
    void compaction_keeps_together_what_is_left() {
        Set<Long> expected = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            appendSeconds(5L * i, 5L * i + 10);
        }
        for (int i = 0; i < 80; i++) {
            long second = 5L * (i / 10) + i % 10;
            if (second >= 30) {
                expected.add((long) i);
            }
        }
        new Compaction(Orders.location(folder), ORDERS, UpkeepSettings.DEFAULT).run();
        expire(30);
        new Compaction(Orders.location(folder), ORDERS, UpkeepSettings.DEFAULT).run();
        assertThat(offsets()).containsExactlyElementsOf(expected);
        verified();
    }
}
