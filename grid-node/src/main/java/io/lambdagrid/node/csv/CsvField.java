package io.lambdagrid.node.csv;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A field of RFC 4180 that tells NULL, which is empty, from an empty text, which is {@code ""}. */
public final class CsvField {
    private CsvField() {}

    /** Returns the field, quoted where it has to be. */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
        boolean needsQuotes =
                text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needsQuotes ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
