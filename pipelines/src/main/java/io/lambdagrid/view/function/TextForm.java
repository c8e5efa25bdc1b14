package io.lambdagrid.view.function;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.Temporal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Objects;

/** Values as text and back, for CAST. Blanks around a text do not count. */
final class TextForm {
    /** {@code 2026-03-01}, or with a time {@code 2026-03-01 12:30}, {@code 2026-03-01T12:30:15.123456}. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd[[' ']['T']HH:mm[:ss]]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter WRITTEN_MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private TextForm() {}

    static String write(Object value, ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN, INTEGER, BIGINT, DOUBLE, VARCHAR -> value.toString();
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
            case TIMESTAMP ->
                WRITTEN_MOMENT.format((LocalDateTime) Objects.requireNonNull(Temporal.toExternal(value, type)));
        };
    }

    static boolean readBoolean(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unreadable(text, ColumnType.BOOLEAN, "TRUE or FALSE");
        };
    }

    static long readInteger(String text, ColumnType type) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw unreadable(text, type, "a whole number in range");
        }
    }

    static BigDecimal readNumber(String text, ColumnType type) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw unreadable(text, type, "a number");
        }
    }

    static Object readDate(String text) {
        try {
            return Temporal.fromExternal(LocalDate.parse(text.strip()));
        } catch (DateTimeException | ArithmeticException e) {
            throw unreadable(text, ColumnType.DATE, "a date such as 2026-03-01");
        }
    }

    static Object readTimestamp(String text) {
        try {
            return Temporal.fromExternal(LocalDateTime.parse(text.strip(), MOMENT));
        } catch (DateTimeException | ArithmeticException e) {
            throw unreadable(text, ColumnType.TIMESTAMP, "a time such as 2026-03-01 12:30:15.123456");
        }
    }

    private static NotComputableException unreadable(String text, ColumnType type, String expected) {
        return new NotComputableException("The text '" + text + "' is no " + type + ", expected " + expected);
    }
}
