package io.lambdagrid.client;

import io.lambdagrid.client.wire.ViewStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The columns of a view.
 *
 * @param keyColumns names in the key's order; a key column need not be among the columns
 */
record ViewLayout(String view, List<Column> columns, List<String> keyColumns) {
    /** The comma in {@code DECIMAL(12, 2)} separates no columns. */
    private static final Pattern BETWEEN_COLUMNS = Pattern.compile(",\\s*(?![^(]*\\))");

    ViewLayout {
        columns = List.copyOf(columns);
        keyColumns = List.copyOf(keyColumns);
    }

    static ViewLayout of(ViewStatus status) {
        List<Column> columns = new ArrayList<>();
        for (String column : texts(status.columns(), BETWEEN_COLUMNS)) {
            int space = column.indexOf(' ');
            columns.add(new Column(column.substring(0, space), column.substring(space + 1)));
        }
        return new ViewLayout(status.view(), columns, texts(status.keyColumns(), BETWEEN_COLUMNS));
    }

    private static List<String> texts(String list, Pattern separator) {
        return list.isBlank()
                ? List.of()
                : Arrays.stream(separator.split(list)).map(String::strip).toList();
    }

    Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** Returns {@code name TYPE, name TYPE} for messages. */
    String columnList() {
        return columns.stream().map(Column::toString).collect(Collectors.joining(", "));
    }
}
