package io.lambdagrid.node.http;

import io.lambdagrid.client.Column;
import io.lambdagrid.client.Key;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.View;
import io.lambdagrid.client.wire.RowKey;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a key from its text: its parts, separated by {@code |}, as SQL shows them in the column {@code __key}. */
final class RowKeyReading {
    private RowKeyReading() {}

    static Key key(String text, View<Row> view) {
        List<String> keyColumns = view.keyColumns();
        List<@Nullable String> parts = keyColumns.isEmpty() && text.isEmpty() ? List.of() : RowKey.split(text);
        if (parts.size() != keyColumns.size()) {
            throw Refusal.badRequest("View '" + view.name() + "' has the key (" + String.join(", ", keyColumns)
                    + "), which '" + text + "' is not. Give a value for each, separated by |.");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            values.add(part == null ? null : value(part, keyColumns.get(i), view.columns()));
        }
        return Key.of(values.toArray());
    }

    private static Object value(String part, String keyColumn, List<Column> columns) {
        Optional<Column> column =
                columns.stream().filter(known -> known.name().equals(keyColumn)).findFirst();
        // A key column that is not shown has no known type; its text is its value.
        return column.isEmpty() ? part : value(part, column.get());
    }

    private static Object value(String part, Column column) {
        try {
            return switch (kind(column)) {
                case "BOOLEAN" -> truth(part);
                case "INTEGER", "BIGINT" -> Long.valueOf(part);
                case "DOUBLE" -> Double.valueOf(part);
                case "DECIMAL" -> new BigDecimal(part);
                case "DATE" -> LocalDate.parse(part);
                case "TIMESTAMP" -> part.endsWith("Z") ? Instant.parse(part) : LocalDateTime.parse(part);
                default -> part;
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Refusal.badRequest("Key column '" + column.name() + "' has the type " + column.type() + ", but '"
                    + part + "' is none.");
        }
    }

    private static String kind(Column column) {
        return Arrays.asList(column.type().split("\\(", 2)).get(0);
    }

    private static boolean truth(String part) {
        return switch (part) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(part);
        };
    }
}
