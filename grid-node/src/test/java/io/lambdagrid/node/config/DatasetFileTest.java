package io.lambdagrid.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFileTest {
    private static final String SCHEMA = """
            {"type":"record","name":"Order","fields":[
              {"name":"amount","type":"int"},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}""";
    private static final String COLUMNS = """
            topic: orders
            event-time: at
            columns:
              amount: INTEGER
              at: TIMESTAMP
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void settings() {
        write("lambda-grid.yaml", "");
    }

    @Test
    void a_column_may_name_its_field_and_its_former_name() {
        write("datasets/orders.yaml", """
                topic: orders
                event-time: at
                columns:
                  total: {type: "DECIMAL(12,2)", field: grandTotal, renamed-from: amount}
                  at:
                    type: TIMESTAMP
                """);

        assertThat(dataset().columns())
                .containsExactly(
                        new Column("total", ColumnType.decimal(12, 2), "grandTotal", "amount"),
                        new Column("at", ColumnType.TIMESTAMP));
    }

    @Test
    void what_is_wrong_in_a_column_is_told_at_its_place() {
        write("datasets/orders.yaml", """
                topic: orders
                event-time: at
                columns:
                  at: TIMESTAMP
                  a: {field: x}
                  b: {type: MONEY, renamed-from: Amount}
                  c: {type: BIGINT, feld: x, renamed-from: z}
                  d: {type: BIGINT, field: "", renamed-from: z}
                """);

        assertThat(errors())
                .contains("line 5, column 6   LG-111  'columns.a.type' is missing; it must be a type: ")
                .contains("line 6, column 13  LG-111  'columns.b.type' must be a type: ")
                .contains("'columns.b.renamed-from' must be the name of a former column, ")
                .contains("line 7, column 21  LG-110  Unknown setting 'columns.c.feld'. Did you mean"
                        + " 'columns.c.field'?")
                .contains("'columns.d.field' must be the name of a field of the records, but is empty.")
                .contains("at most one column is renamed from 'z'");
    }

    @Test
    void an_avro_schema_stands_in_a_file_beside_or_in_the_dataset_itself() {
        write("datasets/orders.avsc", SCHEMA);
        write("datasets/orders.yaml", COLUMNS + "format: avro\navro-schema: orders.avsc\n");
        assertThat(dataset().format()).isEqualTo(new RecordFormat.Avro(SCHEMA));

        write("datasets/orders.yaml", COLUMNS + "format: avro\navro-schema: |\n" + SCHEMA.indent(2));
        assertThat(dataset().format())
                .isInstanceOfSatisfying(
                        RecordFormat.Avro.class,
                        avro -> assertThat(avro.schema()).contains("\"name\":\"Order\""));
    }

    @Test
    void schemas_of_a_registry_are_given_by_their_ids() {
        write("schemas/orders.avsc", SCHEMA);
        write("schemas/orders-1.avsc", SCHEMA.replace("timestamp-millis\"}", "timestamp-millis\",\"x\":1}"));
        write("datasets/orders.yaml", COLUMNS + """
                format: avro
                avro-schema: ../schemas/orders.avsc
                registry-prefix: true
                registry-schemas:
                  1: ../schemas/orders-1.avsc
                  70000: ../schemas/orders.avsc
                """);

        assertThat(dataset().format())
                .isEqualTo(new RecordFormat.RegisteredAvro(
                        SCHEMA,
                        new TreeMap<>(Map.of(
                                1,
                                SCHEMA.replace("timestamp-millis\"}", "timestamp-millis\",\"x\":1}"),
                                70_000,
                                SCHEMA))));
    }

    @Test
    void columns_that_the_schema_cannot_fill_are_refused() {
        write("datasets/orders.avsc", SCHEMA.replace("\"int\"", "\"double\""));
        write("datasets/orders.yaml", COLUMNS + "format: avro\navro-schema: orders.avsc\n");

        assertThat(errors())
                .contains("line 7, column 14  LG-111  Column 'amount' is INTEGER, but field 'amount' of 'avro-schema'"
                        + " is double. Declare a type that holds each of its values.");
    }

    @Test
    void schemas_that_are_not_there_are_missed() {
        write("datasets/orders.yaml", COLUMNS + "format: avro\n");
        assertThat(errors()).contains("LG-111  'avro-schema' is missing; it must be the name of a file with an Avro");

        write("datasets/orders.yaml", COLUMNS + "format: avro\navro-schema: lost.avsc\n");
        assertThat(errors())
                .contains("line 7, column 14  LG-112  'FOLDER/datasets/lost.avsc' must be a file of at most 1MB with"
                        + " an Avro schema, and is not.");

        write("datasets/orders.avsc", SCHEMA);
        write("datasets/orders.yaml", COLUMNS + "format: avro\navro-schema: orders.avsc\nregistry-prefix: true\n");
        assertThat(errors()).contains("'registry-schemas' is missing; it must be a block of schema ids and schemas");

        write("datasets/orders.yaml", COLUMNS + """
                format: avro
                avro-schema: orders.avsc
                registry-prefix: true
                registry-schemas:
                  one: orders.avsc
                """);
        assertThat(errors())
                .contains("line 10, column 3  LG-111  'registry-schemas.one' must be a schema id, a whole number.");
    }

    @Test
    void events_are_retained_for_ever_unless_it_says_for_how_long() {
        write("datasets/orders.yaml", COLUMNS);
        assertThat(dataset().retain()).isNull();
        write("datasets/orders.yaml", COLUMNS + "retain: 90d\n");
        assertThat(dataset().retain()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void retention_that_is_no_time_is_refused() {
        write("datasets/orders.yaml", COLUMNS + "retain: 90 days\n");
        assertThat(errors())
                .contains(
                        "line 6, column 9  LG-111  'retain' must be a duration such as 12h or 90d, at least 1m; without"
                                + " it all events stay, but is '90 days'.");
        write("datasets/orders.yaml", COLUMNS + "retain: 30s\n");
        assertThat(errors()).contains("'retain' must be a duration such as 12h or 90d, at least 1m");
        write("datasets/orders.yaml", COLUMNS + "retian: 90d\n");
        assertThat(errors()).contains("Unknown setting 'retian'. Did you mean 'retain'?");
    }

    @Test
    void dataset_may_retain_less_only_if_no_view_needs_more() {
        write("datasets/orders.yaml", COLUMNS + "retain: 90d\n");
        write("views/by_day.sql", byDay("\"at\"", "90"));
        assertThat(dataset().retain()).isEqualTo(Duration.ofDays(90));

        write("views/by_day.sql", byDay("\"at\"", "91"));
        assertThat(errors())
                .contains("FOLDER/views/by_day.sql has 1 error\n  LG-111  View 'by_day' needs records that dataset"
                        + " 'orders' does not keep: it retains rows for 91 days, and the dataset retains events for 90"
                        + " days. Expected 'RETAIN ... FOR INTERVAL' of at most that, by a time bucket of 'at'; or let"
                        + " the dataset retain them for longer, or for ever without 'retain'.");
        write("datasets/orders.yaml", COLUMNS + "  paid_at: TIMESTAMP\nretain: 90d\n");
        write("views/by_day.sql", byDay("paid_at", "1"));
        assertThat(errors()).contains("its rows leave by 'sold_day', which is not the time of the event rounded down");
        write("views/by_day.sql", "SELECT COUNT(*) AS n FROM orders");
        assertThat(errors()).contains("View 'by_day' needs records").contains("it keeps all of its rows");
    }

    private static String byDay(String moment, String days) {
        return "SELECT FLOOR(" + moment + " TO DAY) AS sold_day, COUNT(*) AS n FROM orders GROUP BY sold_day\n"
                + "RETAIN sold_day FOR INTERVAL '" + days + "' DAY\n";
    }

    @Test
    void settings_of_avro_are_unknown_to_json() {
        write("datasets/orders.yaml", COLUMNS + "avro-schema: orders.avsc\n");

        assertThat(errors()).contains("LG-110  Unknown setting 'avro-schema'.");
    }

    private Dataset dataset() {
        return new WrittenFolder(folder).read().datasets().get(0);
    }

    private String errors() {
        return new WrittenFolder(folder).errors();
    }

    private void write(String file, String text) {
        new WrittenFolder(folder).write(file, text);
    }
}
