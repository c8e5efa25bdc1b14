package io.lambdagrid.node.demo;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a view by key, in a form that does not depend on who answered: numbers by their value, texts in quotes,
 * NULL as itself.
 */
final class ViewRows {
    private final int keyColumns;
    private final Map<List<String>, List<List<String>>> rows = new LinkedHashMap<>();

    /** Takes rows whose first columns are the key. */
    ViewRows(int keyColumns) {
        this.keyColumns = keyColumns;
    }

    /** Adds a row; one with a key that is there already is kept beside the other. */
    void add(List<@Nullable Object> row) {
        List<String> texts = row.stream().map(ViewRows::text).toList();
        rows.computeIfAbsent(texts.subList(0, keyColumns), key -> new ArrayList<>(1))
                .add(texts.subList(keyColumns, texts.size()));
    }

    /** Returns the rows: key to the other columns, of which there is more than one list when the key came twice. */
    Map<List<String>, List<List<String>>> rows() {
        return rows;
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Long || value instanceof Integer) {
            return value.toString();
        }
        if (value instanceof LocalDateTime time) {
            return time.toString();
        }
        if (value instanceof String text) {
            return "'" + text + "'";
        }
        throw new IllegalArgumentException("No view of the demo has a value such as '" + value + "'");
    }
}
