package io.lambdagrid.master;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.RecordFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers the lines of a {@link TableDefinition}. */
final class DefinitionText {
    private final Map<String, String> single = new HashMap<>();
    private final Map<Integer, String> writers = new TreeMap<>();
    private final List<TableDefinition.TableColumn> columns = new ArrayList<>();

    void add(String line) {
        String[] parts = line.split(" ", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("No line of a definition: '" + line + "'");
        }
        switch (parts[0]) {
            case "column" -> columns.add(column(parts[1]));
            case "writer" -> {
                String[] writer = parts[1].split(" ", 2);
                writers.put(Integer.valueOf(writer[0]), writer[1]);
            }
            default -> single.put(parts[0], parts[1]);
        }
    }

    private static TableDefinition.TableColumn column(String text) {
        String[] parts = text.split(" ", 4);
        ColumnType type = ColumnType.parse(parts[2])
                .orElseThrow(() -> new IllegalArgumentException("No type of a column: '" + parts[2] + "'"));
        return new TableDefinition.TableColumn(Integer.parseInt(parts[0]), new Column(parts[1], type, parts[3], null));
    }

    TableDefinition definition() {
        return new TableDefinition(
                Integer.parseInt(required("reader")),
                format(required("format").split(" ", 2)),
                columns,
                required("event-time"),
                Boolean.parseBoolean(required("keep-raw")));
    }

    private RecordFormat format(String[] parts) {
        return switch (parts[0]) {
            case "json" -> RecordFormat.JSON;
            case "avro" -> new RecordFormat.Avro(parts[1]);
            case "registered-avro" -> new RecordFormat.RegisteredAvro(parts[1], new TreeMap<>(writers));
            default -> throw new IllegalArgumentException("No format of records: '" + parts[0] + "'");
        };
    }

    private String required(String key) {
        @Nullable String value = single.get(key);
        if (value == null) {
            throw new IllegalArgumentException("A definition without '" + key + "'");
        }
        return value;
    }
}
