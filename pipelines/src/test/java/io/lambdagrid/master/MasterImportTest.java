package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.master.BreakingOperations.Loss;
import io.lambdagrid.master.MasterVerification.Depth;
import io.lambdagrid.stack.DuckDb;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterImportTest {
    private static final Dataset SALES = new Dataset(
            "sales",
            "sales",
            RecordFormat.JSON,
            List.of(
                    new Column("id", ColumnType.BIGINT),
                    new Column("product", ColumnType.VARCHAR),
                    new Column("price", ColumnType.decimal(9, 2)),
                    new Column("weight", ColumnType.DOUBLE),
                    new Column("paid", ColumnType.BOOLEAN),
                    new Column("day", ColumnType.DATE),
                    new Column("sold_at", ColumnType.TIMESTAMP)),
            "sold_at",
            true);

    /** What the rows of each format are to become: id, product, price, weight, paid, day, sold_at. */
    private static final List<List<Object>> ROWS = List.of(
            List.of(
                    1L,
                    "tea, \"green\"",
                    new BigDecimal("1.50"),
                    0.1,
                    true,
                    LocalDate.parse("2020-02-29"),
                    LocalDateTime.parse("2020-02-29T12:00:00.123456")),
            List.of(
                    2L,
                    "na\u00efve",
                    new BigDecimal("-20.00"),
                    -1e300,
                    false,
                    LocalDate.parse("1969-12-31"),
                    LocalDateTime.parse("1969-12-31T23:59:59.999999")));

    @TempDir
    Path folder;

    private MasterTable table;

    @BeforeEach
    void create() {
        table = new MasterTable(Orders.location(folder), SALES);
        table.createIfAbsent(Orders.coverage(Map.of(0, 5L)));
    }

    private MasterImport importer() {
        return new MasterImport(Orders.location(folder), SALES, UpkeepSettings.DEFAULT, Clock.systemUTC());
    }

    private MasterImport.Outcome importAs(String id, Path... files) {
        return importer()
                .run(
                        id,
                        Stream.of(files)
                                .map(file -> new MasterImport.Source(
                                        file.toString(),
                                        ImportFormat.ofName(file.toString()).orElseThrow()))
                                .toList());
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private Path jsonLines(int from, int end) throws IOException {
        return file(
                from + ".jsonl",
                IntStream.range(from, end).mapToObj(i -> "{\"id\":" + i + "}").toArray(String[]::new));
    }

    private List<List<@Nullable Object>> rows(int partition) throws IOException {
        List<List<@Nullable Object>> found = new ArrayList<>();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table.table())
                .where(Expressions.equal(MasterSchema.PARTITION, partition))
                .build()) {
            for (Record row : rows) {
                List<@Nullable Object> values = new ArrayList<>();
                SALES.columns().forEach(column -> values.add(row.getField(column.name())));
                found.add(values);
            }
        }
        return found;
    }

    private void assertSound() {
        assertThat(new MasterVerification(Orders.location(folder), SALES, 5)
                        .verify(Depth.ROWS)
                        .problems())
                .isEmpty();
    }

    @Test
    void csv_becomes_rows() throws IOException {
        Path csv = file(
                "sales.csv",
                "\uFEFFid,product,price,weight,paid,day,sold_at,extra",
                "1,\"tea, \"\"green\"\"\",1.5,0.1,true,2020-02-29,2020-02-29T12:00:00.123456,x",
                "2,na\u00efve,-20,-1e300,false,1969-12-31,1969-12-31 23:59:59.999999,");

        assertThat(importAs("csv", csv)).isEqualTo(new MasterImport.Outcome(-1, 2, 0, true));

        assertThat(rows(-1)).isEqualTo(ROWS);
        assertThat(table.coverage()).isEqualTo(Orders.coverage(Map.of(0, 5L, -1, 2L)));
        assertSound();
    }

    @Test
    void json_lines_become_rows_also_compressed() throws IOException {
        Path file = folder.resolve("sales.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("{\"id\":1,\"product\":\"tea, \\\"green\\\"\",\"price\":1.50,\"weight\":0.1,\"paid\":true,"
                            + "\"day\":\"2020-02-29\",\"sold_at\":\"2020-02-29T12:00:00.123456\"}\n\n"
                            + "{\"id\":2,\"product\":\"na\u00efve\",\"price\":-20,\"weight\":-1e300,"
                            + "\"paid\":false,\"day\":\"1969-12-31\","
                            + "\"sold_at\":\"1969-12-31T23:59:59.999999\"}")
                    .getBytes(StandardCharsets.UTF_8));
        }

        assertThat(importAs("lines", file)).isEqualTo(new MasterImport.Outcome(-1, 2, 0, true));

        assertThat(rows(-1)).isEqualTo(ROWS);
        assertSound();
    }

    @Test
    void parquet_of_another_program_becomes_rows() throws Exception {
        Path file = folder.resolve("sales.parquet");
        try (Connection duckDb = DuckDb.connect()) {
            duckDb.createStatement()
                    .execute("COPY (SELECT * FROM (VALUES "
                            + "(1::BIGINT, 'tea, \"green\"', 1.50::DECIMAL(9,2), 0.1::DOUBLE, true, DATE '2020-02-29',"
                            + " TIMESTAMP '2020-02-29 12:00:00.123456', [1,2]),"
                            + "(2, 'na\u00efve', -20, -1e300, false, DATE '1969-12-31',"
                            + " TIMESTAMP '1969-12-31 23:59:59.999999', NULL))"
                            + " t(id, product, price, weight, paid, day, sold_at, nested)) TO '" + file
                            + "' (FORMAT parquet)");
        }

        assertThat(importAs("parquet", file)).isEqualTo(new MasterImport.Outcome(-1, 2, 0, true));

        assertThat(rows(-1)).isEqualTo(ROWS);
        assertSound();
    }

    @Test
    void what_cannot_be_read_is_kept_as_rejected() throws IOException {
        Path csv = file("sales.csv", "id,product", "1,tea", "one,tea", "1", "2,tea,3", "3,");
        Path lines = file("sales.json", "{\"id\":\"text\"}", "nonsense", "{\"id\":4}");

        assertThat(importAs("mixed", csv, lines)).isEqualTo(new MasterImport.Outcome(-1, 3, 5, true));

        assertThat(rows(-1).stream().map(row -> row.get(0))).containsExactly(1L, null, null, null, 3L, null, null, 4L);
        assertSound();
    }

    @Test
    void same_id_again_does_nothing() throws IOException {
        importAs("first", jsonLines(0, 3));
        long snapshot = table.current().id();

        assertThat(importAs("first", jsonLines(10, 20))).isEqualTo(new MasterImport.Outcome(-1, 0, 0, false));
        assertThat(table.current().id()).isEqualTo(snapshot);
        assertThat(importAs("second", jsonLines(10, 20))).isEqualTo(new MasterImport.Outcome(-2, 10, 0, true));
        assertThat(table.coverage()).isEqualTo(Orders.coverage(Map.of(0, 5L, -1, 3L, -2, 10L)));
        assertSound();
    }

    @Test
    void ids_are_remembered_beyond_compaction_and_expiry() throws IOException {
        for (int i = 0; i < 6; i++) {
            importAs("part-" + i, jsonLines(i, i + 2));
        }
        new Compaction(Orders.location(folder), SALES, UpkeepSettings.DEFAULT).run();
        new SnapshotExpiry(table).run(Set.of(), Duration.ZERO, Instant.now().plusSeconds(60));

        assertThat(importAs("part-3", jsonLines(0, 3)).isNew()).isFalse();
        assertThat(TableFileList.of(table.table(), table.table().currentSnapshot()))
                .hasSize(1);
        assertSound();
    }

    @Test
    void archive_goes_on_where_it_was() throws IOException {
        importAs("first", jsonLines(0, 3));
        MasterFileWriter writer = table.newFile();
        writer.accept(0, 5, Orders.NOW, new @Nullable Object[7], new byte[0]);
        WrittenFile file = writer.close();

        table.append(List.of(file), CoverageAdvance.of(file.ranges()));

        assertThat(table.coverage()).isEqualTo(Orders.coverage(Map.of(0, 6L, -1, 3L)));
        assertThat(new PartitionShare(0, 1).includes(-1)).isFalse();
        assertSound();
    }

    @Test
    void file_that_breaks_off_leaves_nothing() throws IOException {
        Path good = jsonLines(0, 3);
        Path bad = folder.resolve("bad.parquet");
        Files.writeString(bad, "no parquet");
        TableSnapshot before = table.current();

        assertThatThrownBy(() -> importAs("broken", good, bad))
                .hasMessageStartingWith("LG-120  '" + bad + "' cannot be read as PARQUET: ");
        assertThatThrownBy(() -> importAs("broken", good, folder.resolve("nowhere.csv")))
                .hasMessageStartingWith("LG-120  There is no file '");

        assertThat(table.current()).isEqualTo(before);
        try (Stream<Path> data = Files.list(folder.resolve("sales/data"))) {
            assertThat(data.filter(file -> file.toString().endsWith(".parquet")))
                    .isEmpty();
        }
        assertThat(importAs("broken", good).isNew()).isTrue();
    }

    @Test
    void answer_that_was_lost_is_asked_for_again_by_the_same_id() throws IOException {
        Path lines = jsonLines(0, 3);
        for (Loss loss : Loss.values()) {
            BreakingOperations operations =
                    new BreakingOperations(MasterTable.operations(Orders.location(folder), SALES), loss, () -> true);
            MasterImport breaking = new MasterImport(
                    new MasterTable(SALES, Orders.location(folder).table(SALES), operations),
                    Orders.location(folder),
                    SALES,
                    UpkeepSettings.DEFAULT,
                    Clock.systemUTC());
            List<MasterImport.Source> sources =
                    List.of(new MasterImport.Source(lines.toString(), ImportFormat.JSON_LINES));

            assertThatThrownBy(() -> breaking.run(loss.name(), sources)).hasMessageStartingWith("LG-402");

            assertThat(importer().run(loss.name(), sources).isNew()).isEqualTo(loss == Loss.BEFORE_IT_HAPPENED);
        }
        assertThat(table.coverage()).isEqualTo(Orders.coverage(Map.of(0, 5L, -1, 3L, -2, 3L)));
        assertSound();
    }

    @Test
    void id_with_other_characters_is_refused() {
        assertThatThrownBy(() -> importer().run("a=b,c", List.of())).hasMessageStartingWith("LG-120");
    }
}
