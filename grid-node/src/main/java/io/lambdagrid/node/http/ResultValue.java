package io.lambdagrid.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How the values of rows are written: numbers and truth values as such, all else as text. */
final class ResultValue {
    private ResultValue() {}

    /** Returns what JSON has a form for: null, Boolean, Number or String. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        boolean isNumber = value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigDecimal
                || (value instanceof Number number
                        && (value instanceof Double || value instanceof Float)
                        && Double.isFinite(number.doubleValue()));
        return isNumber ? value : value.toString();
    }

    /** Writes what {@link #plain} returns. */
    static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        Object plain = plain(value);
        if (plain instanceof String text) {
            json.writeString(text);
        } else if (plain instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (plain instanceof Long || plain instanceof Integer) {
            json.writeNumber(((Number) plain).longValue());
        } else {
            json.writePOJO(plain);
        }
    }
}
