package io.lambdagrid.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Temporal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * One JSON value as a column's value. Strict: nothing is rounded or guessed.
 *
 * <p>TIMESTAMP takes ISO 8601 text (without an offset it is UTC; digits beyond the microsecond are cut off) or a whole
 * number of milliseconds since 1970; DATE takes {@code 2026-01-31}; DECIMAL takes a number or a number in quotes;
 * DOUBLE is the double nearest to the number; VARCHAR takes any text that UTF-8 can hold.
 */
final class JsonValue {
    private static final int MAX_NUMBER_LENGTH = 60;

    /** Offsets only: a region's name would make the value depend on the time zone rules of the machine. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private JsonValue() {}

    static Object read(JsonParser parser, Column column) throws IOException {
        ColumnType type = column.type();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            throw new UnreadableRecordException("Column '" + column.name() + "' must be " + type + ", but is a JSON "
                    + (token == JsonToken.START_OBJECT ? "object." : "array."));
        }
        try {
            return switch (type.kind()) {
                case BOOLEAN -> booleanOf(token);
                case INTEGER -> require(token == JsonToken.VALUE_NUMBER_INT) ? parser.getIntValue() : 0;
                case BIGINT -> require(token == JsonToken.VALUE_NUMBER_INT) ? parser.getLongValue() : 0L;
                case DOUBLE -> finite(require(token.isNumeric()) ? parser.getDoubleValue() : 0);
                case DECIMAL -> decimal(parser, token, type);
                case VARCHAR -> text(parser, token);
                case DATE -> {
                    require(token == JsonToken.VALUE_STRING);
                    yield Temporal.fromExternal(LocalDate.parse(parser.getText()));
                }
                case TIMESTAMP -> timestamp(parser, token);
            };
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            throw mismatch(parser, column);
        } catch (com.fasterxml.jackson.core.exc.InputCoercionException e) {
            throw mismatch(parser, column);
        }
    }

    private static UnreadableRecordException mismatch(JsonParser parser, Column column) throws IOException {
        return UnreadableRecordException.mismatch(column, parser.getText());
    }

    private static boolean require(boolean fits) {
        if (!fits) {
            throw new NumberFormatException();
        }
        return true;
    }

    private static Boolean booleanOf(JsonToken token) {
        require(token.isBoolean());
        return token == JsonToken.VALUE_TRUE;
    }

    private static Double finite(double value) {
        require(Double.isFinite(value));
        return value;
    }

    private static BigDecimal decimal(JsonParser parser, JsonToken token, ColumnType type) throws IOException {
        require(token.isNumeric() || token == JsonToken.VALUE_STRING);
        String text = parser.getText();
        require(text.length() <= MAX_NUMBER_LENGTH && isAscii(text));
        BigDecimal value = new BigDecimal(text);
        require(Math.abs((long) value.scale()) <= 2L * ColumnType.MAX_DECIMAL_PRECISION);
        BigDecimal scaled = value.setScale(type.scale());
        require(scaled.precision() <= type.precision());
        return scaled;
    }

    /** BigDecimal would take the digits of any script. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Half a surrogate pair cannot be stored: a file would hold '?' where the stream holds the half. */
    private static String text(JsonParser parser, JsonToken token) throws IOException {
        require(token == JsonToken.VALUE_STRING);
        String text = parser.getText();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                require(i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1)));
                i++;
            }
        }
        return text;
    }

    private static Long timestamp(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return Math.multiplyExact(parser.getLongValue(), 1000L);
        }
        require(token == JsonToken.VALUE_STRING);
        String text = parser.getText();
        OptionalLong usual = UsualTime.micros(text);
        return usual.isPresent() ? Long.valueOf(usual.getAsLong()) : anyTimestamp(text);
    }

    static Long anyTimestamp(String text) {
        TemporalAccessor time = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        if (time instanceof OffsetDateTime offset) {
            return Temporal.fromExternal(
                    offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
        }
        return Temporal.fromExternal((LocalDateTime) time);
    }
}
