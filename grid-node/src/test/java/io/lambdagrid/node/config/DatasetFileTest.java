package io.lambdagrid.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void settings_of_avro_are_unknown_to_json() {
        write("datasets/orders.yaml", COLUMNS + "avro-schema: orders.avsc\n");

        assertThat(errors()).contains("LG-110  Unknown setting 'avro-schema'.");
    }

    private Dataset dataset() {
        return new ConfigurationFolder(folder, Overrides.NONE).read().datasets().get(0);
    }

    private String errors() {
        ConfigurationException failure = catchThrowableOfType(ConfigurationException.class, this::dataset);
        assertThat(failure).as("the configuration is refused").isNotNull();
        return String.valueOf(failure.getMessage()).replace(folder.toString(), "FOLDER");
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
