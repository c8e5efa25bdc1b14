package io.lambdagrid.master;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.record.HostileRecords;
import io.lambdagrid.record.RecordReader;
import io.lambdagrid.record.UnreadableRecordException;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generated;
import io.lambdagrid.view.RecordFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What keeps the layers identical while a dataset is declared otherwise: whatever was archived under whatever
 * definition, the batch job reads of each offset what the speed job would read of its record now.
 * {@code -Dhostile.records=1000000} archives and reads a million hostile ones.
 */
class FormerRowsTest {
    private static final int RECORDS_PER_FILE = 40;
    private static final int HOSTILE_RECORDS = Integer.getInteger("hostile.records", 2000);

    @TempDir
    Path folder;

    private int cases;
    private int changedSides;

    @Test
    void archived_records_are_read_as_the_speed_layer_would_read_them_now() {
        Generated.forAll(20, random -> assertLayersAgree(random, RandomDefinitions.Kept.RAW_RECORDS));
        assertThat(changedSides).as("records that changed sides").isPositive();
    }

    @Test
    void without_raw_records_this_holds_as_long_as_no_column_is_added() {
        Generated.forAll(10, random -> assertLayersAgree(random, RandomDefinitions.Kept.COLUMNS_ONLY));
    }

    private void assertLayersAgree(RandomGenerator random, RandomDefinitions.Kept kept) {
        Path here = folder.resolve("case" + cases++);
        RandomDefinitions definitions = new RandomDefinitions(random, kept);
        List<byte @Nullable []> log = new ArrayList<>();
        List<String> atFirst = new ArrayList<>();
        Dataset dataset = definitions.first();
        for (int step = 0; step < 4; step++) {
            List<byte @Nullable []> records = definitions.records(RECORDS_PER_FILE);
            archive(here, dataset, log.size(), records);
            log.addAll(records);
            RecordReader reader = RecordReader.of(dataset);
            records.forEach(record -> atFirst.add(shown(reader, record)));
            if (random.nextInt(3) == 0) {
                new Compaction(Orders.location(here), dataset, UpkeepSettings.DEFAULT).run();
            }
            dataset = step < 3 ? definitions.next(dataset) : dataset;
        }
        assertThat(new MasterVerification(Orders.location(here), dataset, 5)
                        .verify(MasterVerification.Depth.ROWS)
                        .problems())
                .as("problems of the table whose files are of several definitions")
                .isEmpty();
        BitSet wanted = BitSet.valueOf(
                new long[] {random.nextLong(1L << dataset.columns().size())});
        SortedMap<Long, String> archived = archivedRows(here, dataset, wanted);
        RecordReader reader = RecordReader.of(dataset, wanted);
        assertThat(archived).hasSameSizeAs(log);
        for (int i = 0; i < log.size(); i++) {
            byte @Nullable [] record = log.get(i);
            String now = shown(reader, record);
            assertThat(archived.get((long) i))
                    .as(record == null ? "a tombstone" : new String(record, UTF_8))
                    .isEqualTo(now);
            changedSides += isRejected(now) == isRejected(atFirst.get(i)) ? 0 : 1;
        }
    }

    private static boolean isRejected(String shown) {
        return !shown.startsWith("[");
    }

    static void archive(Path here, Dataset dataset, long from, List<byte @Nullable []> records) {
        MasterTable table = new MasterTable(Orders.location(here), dataset);
        table.createIfAbsent(Orders.coverage(Map.of(0, 0L)));
        RecordReader reader = RecordReader.of(dataset);
        MasterFileWriter file = table.newFile();
        for (int i = 0; i < records.size(); i++) {
            byte @Nullable [] record = records.get(i);
            try {
                @Nullable Object[] row = reader.read(record);
                file.accept(0, from + i, Orders.NOW, row, record == null ? new byte[0] : record);
            } catch (UnreadableRecordException e) {
                file.reject(0, from + i, Orders.NOW, String.valueOf(e.getMessage()), record);
            }
        }
        WrittenFile written = file.close();
        table.append(List.of(written), CoverageAdvance.of(written.ranges()));
    }

    static SortedMap<Long, String> archivedRows(Path here, Dataset dataset, BitSet wanted) {
        MasterLocation location = Orders.location(here);
        Configuration configuration = new Configuration();
        long snapshot = new MasterTable(location, dataset).current().id();
        MasterInputFormat.configure(configuration, location, dataset, wanted, snapshot, OffsetSlice.ALL);
        SortedMap<Long, String> rows = new TreeMap<>();
        try {
            for (InputSplit split : new MasterInputFormat().getSplits(Job.getInstance(configuration))) {
                try (RowBatchReader reader = new RowBatchReader((MasterSplit) split, configuration)) {
                    while (reader.nextKeyValue()) {
                        addTo(rows, reader.getCurrentValue());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static void addTo(Map<Long, String> rows, RowBatch batch) {
        for (int i = 0; i < batch.rows().size(); i++) {
            rows.put(batch.offset(i), Arrays.toString(batch.rows().get(i)));
        }
        batch.rejected().forEach(row -> rows.put(row.offset(), row.reason()));
    }

    private static String shown(RecordReader reader, byte @Nullable [] record) {
        try {
            return Arrays.toString(reader.read(record));
        } catch (UnreadableRecordException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void hostile_records_are_archived_and_read_back_as_they_were_decided_and_as_they_are_decided_now() {
        Generated.forAll(Math.max(1, HOSTILE_RECORDS / 2000), random -> {
            Path here = folder.resolve("case" + cases++);
            HostileRecords hostile = new HostileRecords(random);
            List<byte @Nullable []> log = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                log.add(hostile.record(HostileRecords.JSON, hostile.kind()));
            }
            archive(here, HostileRecords.JSON, 0, log);
            assertHolds(here, HostileRecords.JSON, log);

            List<Column> fewer = new ArrayList<>(HostileRecords.JSON.columns().subList(3, 8));
            fewer.add(new Column("more", ColumnType.INTEGER));
            Dataset otherwise = new Dataset("every_type", "every-type", RecordFormat.JSON, fewer, "c_timestamp", true);
            new MasterTable(Orders.location(here), otherwise).evolve();
            assertHolds(here, otherwise, log);
        });
    }

    private static void assertHolds(Path here, Dataset dataset, List<byte @Nullable []> log) {
        BitSet all = new BitSet();
        all.set(0, dataset.columns().size());
        RecordReader reader = RecordReader.of(dataset);
        SortedMap<Long, String> archived = archivedRows(here, dataset, all);
        assertThat(archived.firstKey()).isZero();
        assertThat(archived.lastKey()).isEqualTo(log.size() - 1);
        assertThat(archived.values())
                .containsExactlyElementsOf(
                        log.stream().map(record -> shown(reader, record)).toList());
    }

    private static Dataset dataset(boolean keepsRaw, Column... columns) {
        return new Dataset("orders", "orders", RecordFormat.JSON, List.of(columns), "at", keepsRaw);
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private SortedMap<Long, String> allRows(Dataset dataset) {
        BitSet all = new BitSet();
        all.set(0, dataset.columns().size());
        return archivedRows(folder, dataset, all);
    }

    @Test
    void an_added_column_has_its_history_out_of_the_records_kept() {
        Column at = new Column("at", ColumnType.TIMESTAMP);
        Column country = new Column("country", ColumnType.VARCHAR);
        List<byte @Nullable []> log =
                List.of(json("{'at':1,'country':'de'}"), json("{'at':2}"), json("{'at':3,'country':49}"));
        archive(folder, dataset(true, at), 0, log);

        Dataset now = dataset(true, at, country);
        new MasterTable(Orders.location(folder), now).evolve();

        assertThat(allRows(now).values())
                .containsExactly("[1000, de]", "[2000, null]", "Column 'country' must be VARCHAR, but is '49'.");
    }

    @Test
    void without_records_kept_an_added_column_is_null_and_a_rejected_record_may_become_a_row() {
        Column at = new Column("at", ColumnType.TIMESTAMP);
        Column amount = new Column("amount", ColumnType.INTEGER);
        List<byte @Nullable []> log = List.of(
                json("{'at':1,'amount':7,'country':'de'}"), json("{'at':2,'amount':5000000000,'country':'fr'}"));
        archive(folder, dataset(false, at, amount), 0, log);

        Dataset now = dataset(
                false,
                new Column("country", ColumnType.VARCHAR),
                new Column("total", ColumnType.BIGINT, "amount", "amount"),
                at);
        new MasterTable(Orders.location(folder), now).evolve();

        assertThat(allRows(now).values()).containsExactly("[null, 7, 1000]", "[fr, 5000000000, 2000]");
    }

    @Test
    void records_kept_at_first_are_still_used_when_no_more_are_kept() {
        Column at = new Column("at", ColumnType.TIMESTAMP);
        Column country = new Column("country", ColumnType.VARCHAR);
        archive(folder, dataset(true, at), 0, List.of(json("{'at':1,'country':'de'}")));
        archive(folder, dataset(false, at), 1, List.of(json("{'at':2,'country':'fr'}")));

        Dataset now = dataset(false, at, country);
        archive(folder, now, 2, List.of(json("{'at':3,'country':'it'}")));

        assertThat(allRows(now).values()).containsExactly("[1000, de]", "[2000, null]", "[3000, it]");
    }

    @Test
    void records_of_a_schema_that_was_not_known_become_rows_when_it_is() {
        String first = "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"at\","
                + "\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}";
        String second = first.replace("]}", ",{\"name\":\"n\",\"type\":\"int\",\"default\":-1}]}");
        List<byte @Nullable []> log = List.of(registered(1, 2), registered(2, 4, 10), registered(3, 6));
        Column at = new Column("at", ColumnType.TIMESTAMP);
        archive(folder, avro(first, Map.of(1, first), at), 0, log);

        Dataset known = avro(first, Map.of(1, first, 2, second), at);
        new MasterTable(Orders.location(folder), known).evolve();
        String unknown = "The record's schema id '3' is not known; add it to 'registry-schemas'.";
        assertThat(allRows(known).values()).containsExactly("[1000]", "[2000]", unknown);

        Dataset wider = avro(second, Map.of(1, first, 2, second), at, new Column("n", ColumnType.BIGINT));
        new MasterTable(Orders.location(folder), wider).evolve();
        assertThat(allRows(wider).values()).containsExactly("[1000, -1]", "[2000, 5]", unknown);
    }

    @Test
    void rejected_record_of_an_import_is_read_again_as_json_whatever_the_topic_has() throws IOException {
        String schema = "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"at\","
                + "\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},{\"name\":\"n\",\"type\":\"long\"}]}";
        Column at = new Column("at", ColumnType.TIMESTAMP);
        Dataset narrow = avro(schema, Map.of(1, schema), at, new Column("n", ColumnType.INTEGER));
        new MasterTable(Orders.location(folder), narrow).createIfAbsent(Orders.coverage(Map.of(0, 0L)));
        Path lines = Files.writeString(folder.resolve("old.jsonl"), """
                {"at":1,"n":7}
                {"at":2,"n":5000000000}
                {"at":3,"n":"few"}
                """);
        MasterImport.Outcome outcome = new MasterImport(
                        Orders.location(folder), narrow, UpkeepSettings.DEFAULT, Clock.systemUTC())
                .run("old", List.of(new MasterImport.Source(lines.toString(), ImportFormat.JSON_LINES)));
        assertThat(outcome.rejected()).isEqualTo(2);

        Dataset wide = avro(schema, Map.of(1, schema), at, new Column("n", ColumnType.BIGINT));
        new MasterTable(Orders.location(folder), wide).evolve();

        assertThat(allRows(wide).values())
                .containsExactly("[1000, 7]", "[2000, 5000000000]", "Column 'n' must be BIGINT, but is 'few'.");
    }

    private static Dataset avro(String schema, Map<Integer, String> writers, Column... columns) {
        RecordFormat format = new RecordFormat.RegisteredAvro(schema, new TreeMap<>(writers));
        return new Dataset("orders", "orders", format, List.of(columns), "at", true);
    }

    private static byte[] registered(int id, int... datum) {
        ByteBuffer record = ByteBuffer.allocate(5 + datum.length).put((byte) 0).putInt(id);
        Arrays.stream(datum).forEach(value -> record.put((byte) value));
        return record.array();
    }
}
