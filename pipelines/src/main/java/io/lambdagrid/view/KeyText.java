package io.lambdagrid.view;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The text of a group column's value inside a row key, and back. */
final class KeyText {
    private KeyText() {}

    static @Nullable String write(@Nullable Object value, ColumnType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case DATE, TIMESTAMP -> String.valueOf(Temporal.toExternal(value, type));
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            // SQL's -0.0 and 0.0 are equal, so they share a group; adding 0.0 makes both 0.0.
            case DOUBLE -> String.valueOf((Double) value + 0.0);
            case BOOLEAN, INTEGER, BIGINT, VARCHAR -> value.toString();
        };
    }

    static @Nullable Object read(@Nullable String text, ColumnType type) {
        if (text == null) {
            return null;
        }
        return switch (type.kind()) {
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case VARCHAR -> text;
            case DATE -> Temporal.fromExternal(LocalDate.parse(text));
            case TIMESTAMP -> Temporal.fromExternal(LocalDateTime.parse(text));
        };
    }
}
