package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolutionTest {
    private static final String ID = """
            {"type":"record","name":"E","fields":[
              {"name":"id","type":"long","doc":"x"},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}""";
    private static final String ID_WITH_DEFAULT = ID.replace("\"doc\":\"x\"", "\"default\":7");

    @TempDir
    Path folder;

    private static Dataset dataset(RecordFormat format, Column... columns) {
        List<Column> all = new ArrayList<>(List.of(columns));
        all.add(new Column("at", ColumnType.TIMESTAMP));
        return new Dataset("orders", "orders", format, all, "at", true);
    }

    private static Dataset json(Column... columns) {
        return dataset(RecordFormat.JSON, columns);
    }

    private static Column column(String name, String type) {
        return new Column(name, ColumnType.parse(type).orElseThrow());
    }

    private static Column column(String name, String type, String field, @Nullable String renamedFrom) {
        return new Column(name, ColumnType.parse(type).orElseThrow(), field, renamedFrom);
    }

    private static Dataset registered(String schema, Map<Integer, String> writers) {
        return dataset(new RecordFormat.RegisteredAvro(schema, new TreeMap<>(writers)), column("id", "BIGINT"));
    }

    private static TableDefinition evolved(Dataset from, Dataset to) {
        TableDefinition before = TableDefinition.first(from);
        return Evolution.next(before, to, 20);
    }

    private static RowChange change(Dataset from, Dataset to) {
        return TableDefinition.first(from).changeTo(evolved(from, to));
    }

    private MasterTable table(Dataset dataset) {
        return new MasterTable(Orders.location(folder), dataset);
    }

    private static List<String> fields(MasterTable table) {
        return table.table().schema().columns().stream()
                .map((NestedField field) -> field.fieldId() + " " + field.name() + " " + field.type())
                .toList();
    }

    @Test
    void columns_keep_their_ids_when_they_move_widen_or_get_another_name() {
        Dataset before = json(column("a", "INTEGER"), column("b", "DECIMAL(10,2)"), column("gone", "VARCHAR"));
        Dataset after = json(column("fresh", "DATE"), column("c", "DECIMAL(30,2)", "b", "b"), column("a", "BIGINT"));

        assertThat(evolved(before, after).columns())
                .extracting(column -> column.id() + " " + column.column().name())
                .containsExactly("21 fresh", "2 c", "1 a", "4 at");
    }

    @Test
    void the_table_changes_in_one_commit_and_only_once() {
        table(json(column("a", "INTEGER"), column("b", "VARCHAR"))).createIfAbsent(Orders.coverage(Map.of(0, 0L)));
        MasterTable evolved = table(json(column("c", "VARCHAR", "b", "b"), column("a", "BIGINT"), column("d", "DATE")));

        evolved.evolve();
        evolved.evolve();

        assertThat(evolved.definition()).isEqualTo(2);
        assertThat(fields(evolved))
                .containsExactly(
                        "2 c string",
                        "1 a long",
                        "11 d date",
                        "3 at timestamp",
                        "4 _partition int",
                        "5 _offset long",
                        "6 _ingested_at timestamptz",
                        "7 _rejected string",
                        "8 _rejected_raw binary",
                        "9 _definition int",
                        "10 _raw binary");
        assertThat(evolved.table().history()).hasSize(1);
    }

    @Test
    void nodes_that_evolve_at_once_make_one_definition() throws Exception {
        table(json(column("a", "INTEGER"))).createIfAbsent(Orders.coverage(Map.of(0, 0L)));
        Dataset after = json(column("a", "BIGINT"), column("b", "VARCHAR"));

        ExecutorService nodes = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                running.add(nodes.submit(() -> table(after).evolve()));
            }
            for (Future<?> node : running) {
                node.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(table(after).definition()).isEqualTo(2);
    }

    @Test
    void nothing_is_added_any_more_under_a_former_definition() {
        Dataset before = json(column("id", "BIGINT"));
        MasterTable former = table(before);
        former.createIfAbsent(Orders.coverage(Map.of(0, 0L)));
        WrittenFile late = Orders.file(former, 0, 0, 10);

        MasterTable evolved = table(json(column("id", "BIGINT"), column("b", "VARCHAR")));
        evolved.evolve();

        assertThatThrownBy(() -> former.append(List.of(late), CoverageAdvance.of(late.ranges())))
                .hasMessage("LG-111  Dataset 'orders' is not declared as its master dataset has it: its column 2 is"
                        + " 'at TIMESTAMP' here and 'b VARCHAR' there. Give all nodes the same declaration; the one in"
                        + " control applies it.");
        assertThatThrownBy(former::newFile).hasMessageStartingWith("LG-111");
        assertThat(evolved.coverage().end(0)).isZero();
    }

    @Test
    void a_commit_that_is_overtaken_by_an_evolution_is_refused() {
        MasterTable former = table(json(column("id", "BIGINT")));
        former.createIfAbsent(Orders.coverage(Map.of(0, 0L)));
        WrittenFile file = Orders.file(former, 0, 0, 10);
        org.apache.iceberg.Table seenBefore = former.table();

        table(json(column("id", "BIGINT"), column("b", "VARCHAR"))).evolve();

        assertThatThrownBy(() -> seenBefore.newAppend().appendFile(file.file()).commit())
                .hasMessageStartingWith("LG-111");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "VARCHAR; BIGINT",
                "BIGINT; INTEGER",
                "BIGINT; DECIMAL(19,0)",
                "INTEGER; DOUBLE",
                "DECIMAL(10,2); DECIMAL(9,2)",
                "DECIMAL(10,2); DECIMAL(12,3)",
                "DATE; TIMESTAMP",
                "TIMESTAMP; BIGINT"
            })
    void types_that_files_cannot_follow_are_refused_with_a_way_out(String before, String after) {
        assertThatThrownBy(() -> evolved(json(column("a", before)), json(column("a", after))))
                .hasMessage("LG-111  Dataset 'orders' cannot become what it declares: column 'a' was " + before
                        + " and is now " + after + ", which does not hold the same values in a way that files can"
                        + " keep. INTEGER may become BIGINT, and DECIMAL may have more digits before the point; else"
                        + " declare a further column of the new type with 'field: a', which is read out of the records"
                        + " kept.");
    }

    @Test
    void a_refused_change_leaves_the_table_as_it_was() {
        Dataset before = json(column("a", "BIGINT"));
        table(before).createIfAbsent(Orders.coverage(Map.of(0, 0L)));
        MasterTable refused = table(json(column("a", "INTEGER")));

        assertThatThrownBy(refused::evolve).hasMessageStartingWith("LG-111");

        assertThat(table(before).definition()).isEqualTo(1);
    }

    @Test
    void another_field_for_the_same_column_is_refused() {
        assertThatThrownBy(() -> evolved(
                        json(column("product", "VARCHAR")), json(column("article", "VARCHAR", "article", "product"))))
                .hasMessage("LG-111  Dataset 'orders' cannot become what it declares: column 'article' was filled by"
                        + " field 'product' and is now to be filled by field 'article'. Write 'field: product' to keep"
                        + " it, or declare a further column for field 'article'.");
    }

    @Test
    void renaming_from_nothing_or_from_what_stays_is_refused() {
        assertThatThrownBy(() -> evolved(json(column("a", "DATE")), json(column("b", "DATE", "a", "c"))))
                .hasMessageContaining("column 'b' is renamed from 'c', but there is no such column (a, at).");
        assertThatThrownBy(() ->
                        evolved(json(column("a", "DATE")), json(column("a", "DATE"), column("b", "DATE", "a", "a"))))
                .hasMessageContaining("column 'b' is renamed from 'a', which is declared as well.");
    }

    @Test
    void another_format_is_refused() {
        assertThatThrownBy(() -> evolved(
                        json(column("id", "BIGINT")), dataset(new RecordFormat.Avro(ID), column("id", "BIGINT"))))
                .hasMessageContaining("the format of its records is another one");
        assertThatThrownBy(() -> evolved(
                        dataset(new RecordFormat.Avro(ID), column("id", "BIGINT")),
                        dataset(
                                new RecordFormat.Avro(ID.replace("\"long\",\"doc\"", "\"int\",\"doc\"")),
                                column("id", "BIGINT"))))
                .hasMessageContaining("another Avro schema without 'registry-prefix'");
    }

    @Test
    void rows_are_read_again_exactly_when_they_may_be_others() {
        Dataset before = json(column("a", "INTEGER"), column("b", "VARCHAR"));
        assertThat(change(before, before)).isEqualTo(RowChange.NONE);
        assertThat(change(before, json(column("b", "VARCHAR"), column("c", "INTEGER", "a", "a"))))
                .isEqualTo(RowChange.REJECTED);
        assertThat(change(before, json(column("a", "INTEGER")))).isEqualTo(RowChange.REJECTED);
        assertThat(change(before, json(column("a", "BIGINT"), column("b", "VARCHAR"))))
                .isEqualTo(RowChange.REJECTED);
        assertThat(change(before, json(column("a", "INTEGER"), column("b", "VARCHAR"), column("c", "DATE"))))
                .isEqualTo(RowChange.ALL);
        assertThat(change(before, json(column("a", "INTEGER"), column("c", "VARCHAR"))))
                .isEqualTo(RowChange.ALL);
    }

    @Test
    void more_schemas_of_a_registry_touch_rejected_records_only() {
        Dataset before = registered(ID, Map.of(1, ID));
        assertThat(change(before, registered(ID.replace("\"x\"", "\"y\""), Map.of(1, ID))))
                .isEqualTo(RowChange.NONE);
        assertThat(change(before, registered(ID, Map.of(1, ID, 2, ID)))).isEqualTo(RowChange.REJECTED);
        assertThat(change(before, registered(ID, Map.of(2, ID)))).isEqualTo(RowChange.ALL);
        assertThat(change(before, registered(ID_WITH_DEFAULT, Map.of(1, ID)))).isEqualTo(RowChange.ALL);
    }

    @Test
    void definitions_survive_as_text() {
        for (Dataset dataset : List.of(
                json(column("a", "DECIMAL(10,2)", "a field, with ${blanks}", null)),
                dataset(new RecordFormat.Avro(ID), column("id", "BIGINT")),
                registered(ID, Map.of(1, ID, 70_000, ID_WITH_DEFAULT)))) {
            TableDefinitions written = TableDefinitions.first(TableDefinition.first(dataset));

            TableDefinitions read = TableDefinitions.of(written.toProperties());

            assertThat(read.inForce().isOf(dataset)).isTrue();
            assertThat(read.inForce().changeTo(written.inForce())).isEqualTo(RowChange.NONE);
            assertThat(read.toProperties()).isEqualTo(written.toProperties());
        }
    }
}
