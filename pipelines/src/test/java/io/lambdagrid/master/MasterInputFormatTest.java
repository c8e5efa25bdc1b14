package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterInputFormatTest {
    private static final Dataset ALL_TYPES = new Dataset(
            "all_types",
            "all_types",
            RecordFormat.JSON,
            List.of(
                    new Column("a_boolean", ColumnType.BOOLEAN),
                    new Column("an_integer", ColumnType.INTEGER),
                    new Column("a_bigint", ColumnType.BIGINT),
                    new Column("a_double", ColumnType.DOUBLE),
                    new Column("a_small_decimal", ColumnType.decimal(9, 2)),
                    new Column("a_decimal", ColumnType.decimal(18, 4)),
                    new Column("a_large_decimal", ColumnType.decimal(38, 10)),
                    new Column("a_varchar", ColumnType.VARCHAR),
                    new Column("a_date", ColumnType.DATE),
                    new Column("a_timestamp", ColumnType.TIMESTAMP)),
            "a_timestamp",
            true);
    private static final @Nullable Object[] FULL = {
        true,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        -0.0,
        new BigDecimal("-1234567.80"),
        new BigDecimal("12345678901234.5670"),
        new BigDecimal("1234567890123456789012345678.0000000001"),
        "na\u00efve \ud83d\ude00 \u0000 text",
        -1,
        -1L
    };
    private static final byte[] RAW = {0, 1, (byte) 0xff};

    @TempDir
    Path folder;

    private MasterTable created(Dataset dataset) {
        MasterTable table = new MasterTable(Orders.location(folder), dataset);
        table.createIfAbsent(Orders.coverage(Map.of(0, 0L)));
        return table;
    }

    private static void append(MasterTable table, WrittenFile file) {
        table.append(List.of(file), CoverageAdvance.of(file.ranges()));
    }

    private Configuration configured(Dataset dataset, BitSet columns, long snapshotId) {
        Configuration configuration = new Configuration();
        MasterInputFormat.configure(
                configuration, Orders.location(folder), dataset, columns, snapshotId, OffsetSlice.ALL);
        return configuration;
    }

    private static BitSet all(Dataset dataset) {
        BitSet columns = new BitSet();
        columns.set(0, dataset.columns().size());
        return columns;
    }

    private static List<RowBatch> read(Configuration configuration) throws Exception {
        MasterInputFormat format = new MasterInputFormat();
        List<RowBatch> batches = new ArrayList<>();
        for (InputSplit split : format.getSplits(Job.getInstance(configuration))) {
            try (RowBatchReader reader = new RowBatchReader(copy((MasterSplit) split), configuration)) {
                while (reader.nextKeyValue()) {
                    batches.add(reader.getCurrentValue());
                }
            }
        }
        return batches;
    }

    private static MasterSplit copy(MasterSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        split.write(new DataOutputStream(bytes));
        MasterSplit copy = new MasterSplit();
        copy.readFields(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return copy;
    }

    @Test
    void values_of_all_types_come_back_as_they_went_in() throws Exception {
        MasterTable table = created(ALL_TYPES);
        MasterFileWriter writer = table.newFile();
        writer.accept(0, 0, Orders.NOW, FULL, RAW);
        writer.accept(0, 1, Orders.NOW, new @Nullable Object[FULL.length], RAW);
        append(table, writer.close());

        List<RowBatch> batches =
                read(configured(ALL_TYPES, all(ALL_TYPES), table.current().id()));

        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).rows()).containsExactly(FULL, new @Nullable Object[FULL.length]);
        assertThat(batches.get(0).rejected()).isEmpty();
    }

    @Test
    void columns_not_asked_for_stay_null() throws Exception {
        MasterTable table = created(ALL_TYPES);
        MasterFileWriter writer = table.newFile();
        writer.accept(0, 0, Orders.NOW, FULL, RAW);
        append(table, writer.close());
        BitSet wanted = new BitSet();
        wanted.set(7);
        wanted.set(2);

        List<RowBatch> batches =
                read(configured(ALL_TYPES, wanted, table.current().id()));

        @Nullable Object[] expected = new @Nullable Object[FULL.length];
        expected[2] = FULL[2];
        expected[7] = FULL[7];
        assertThat(batches.get(0).rows()).containsExactly(expected);
    }

    @Test
    void no_columns_at_all_still_counts_the_rows() throws Exception {
        MasterTable table = created(Orders.DATASET);
        Orders.append(table, 0, 0, 2500);

        List<RowBatch> batches =
                read(configured(Orders.DATASET, new BitSet(), table.current().id()));

        assertThat(batches).extracting(RowBatch::size).containsExactly(1024, 1024, 452);
    }

    @Test
    void rejected_records_come_apart_with_their_bytes() throws Exception {
        MasterTable table = created(ALL_TYPES);
        MasterFileWriter writer = table.newFile();
        writer.reject(0, 0, Orders.NOW, "The record is not a JSON object.", RAW);
        writer.accept(0, 1, Orders.NOW, FULL, RAW);
        writer.reject(0, 2, Orders.NOW, "The record has no value (a tombstone).", null);
        append(table, writer.close());

        RowBatch batch = read(configured(
                        ALL_TYPES, all(ALL_TYPES), table.current().id()))
                .get(0);

        assertThat(batch.rows()).hasSize(1);
        assertThat(batch.rejected())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new RejectedRow(0, 0, "The record is not a JSON object.", RAW),
                        new RejectedRow(0, 2, "The record has no value (a tombstone).", null));
    }

    @Test
    void bytes_and_times_of_ingestion_are_kept_for_other_engines() throws Exception {
        MasterTable table = created(ALL_TYPES);
        MasterFileWriter writer = table.newFile();
        writer.accept(0, 0, Orders.NOW, FULL, RAW);
        append(table, writer.close());

        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(table.table()).build()) {
            Record row = rows.iterator().next();
            assertThat(row.getField(MasterSchema.RAW)).isEqualTo(ByteBuffer.wrap(RAW));
            assertThat(row.getField(MasterSchema.INGESTED_AT).toString()).startsWith("2026-01-31T12:00:00.123456");
        }
    }

    @Test
    void pinned_snapshot_does_not_see_what_is_appended_later() throws Exception {
        MasterTable table = created(Orders.DATASET);
        long pinned = Orders.append(table, 0, 0, 10).id();
        Orders.append(table, 0, 10, 30);

        List<RowBatch> batches = read(configured(Orders.DATASET, all(Orders.DATASET), pinned));

        assertThat(batches.stream().mapToInt(RowBatch::size).sum()).isEqualTo(10);
    }

    @Test
    void large_file_is_split_between_readers_and_each_row_is_read_once() throws Exception {
        MasterTable table = created(Orders.DATASET);
        table.table()
                .updateProperties()
                .set("write.parquet.row-group-size-bytes", "65536")
                .commit();
        Orders.append(table, 0, 0, 100_000);
        Configuration configuration =
                configured(Orders.DATASET, all(Orders.DATASET), table.current().id());
        configuration.setLong(MasterInputFormat.SPLIT_BYTES, 100_000);

        assertThat(new MasterInputFormat().getSplits(Job.getInstance(configuration)))
                .hasSizeGreaterThan(2);
        assertThat(read(configuration).stream()
                        .flatMap(batch -> batch.rows().stream())
                        .map(row -> (Long) row[0])
                        .sorted())
                .containsExactlyElementsOf(TableFiles.upTo(100_000));
    }

    @Test
    void missing_file_is_an_error_that_names_it() throws Exception {
        Path file = onlyFileOf(created(Orders.DATASET));
        Configuration configuration = configuredNow();
        Files.delete(file);

        assertThatThrownBy(() -> read(configuration))
                .hasMessageStartingWith("LG-411  The master dataset is damaged at 'file:" + file)
                .hasMessageContaining("it is missing");
    }

    @Test
    void file_cut_short_is_an_error_that_names_it() throws Exception {
        Path file = onlyFileOf(created(Orders.DATASET));
        Configuration configuration = configuredNow();
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(() -> read(configuration))
                .hasMessageStartingWith("LG-411")
                .hasMessageContaining("it has 0 bytes, but");
    }

    @Test
    void file_with_other_bytes_is_an_error_that_names_it() throws Exception {
        Path file = onlyFileOf(created(Orders.DATASET));
        Configuration configuration = configuredNow();
        Files.write(file, new byte[(int) Files.size(file)]);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));

        assertThatThrownBy(() -> read(configuration))
                .hasMessageStartingWith("LG-411")
                .hasMessageContaining(file.getFileName().toString());
    }

    @Test
    void unknown_snapshot_is_refused() {
        created(Orders.DATASET);

        assertThatThrownBy(() -> configured(Orders.DATASET, new BitSet(), 42)).hasMessageStartingWith("LG-103");
    }

    private Configuration configuredNow() {
        return configured(
                Orders.DATASET,
                all(Orders.DATASET),
                new MasterTable(Orders.location(folder), Orders.DATASET)
                        .current()
                        .id());
    }

    private static Path onlyFileOf(MasterTable table) {
        WrittenFile file = Orders.file(table, 0, 0, 5);
        append(table, file);
        return Path.of(java.net.URI.create(file.file().location()));
    }
}
