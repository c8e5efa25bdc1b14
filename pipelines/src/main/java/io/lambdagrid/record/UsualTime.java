package io.lambdagrid.record;

import io.lambdagrid.view.Temporal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * Times in the form that nearly all have, {@code 2026-11-22T03:04:05}, with up to six digits of a second and {@code Z}
 * or nothing behind: read by hand, because a formatter takes longer than the rest of the record.
 */
final class UsualTime {
    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int SECONDS_END = FORM.length();
    private static final int MAX_FRACTION_DIGITS = 6;

    private UsualTime() {}

    /**
     * Returns microseconds since 1970-01-01T00:00:00Z; empty when the text is not of this form, and maybe of another.
     */
    static OptionalLong micros(String text) {
        int end = text.endsWith("Z") ? text.length() - 1 : text.length();
        if (end < SECONDS_END || !hasForm(text)) {
            return OptionalLong.empty();
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        long fraction = fraction(text, end);
        if (hour > 23 || minute > 59 || second > 59 || fraction < 0) {
            return OptionalLong.empty();
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
            long seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
            return OptionalLong.of(seconds * Temporal.MICROS_PER_SECOND + fraction);
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean hasForm(String text) {
        for (int i = 0; i < SECONDS_END; i++) {
            char wanted = FORM.charAt(i);
            char found = text.charAt(i);
            if (wanted == 'd' ? !isDigit(found) : wanted != found) {
                return false;
            }
        }
        return true;
    }

    /** Returns the microseconds written behind the seconds, or -1 when something else stands there. */
    private static long fraction(String text, int end) {
        if (end == SECONDS_END) {
            return 0;
        }
        int digits = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > MAX_FRACTION_DIGITS) {
            return -1;
        }
        long fraction = 0;
        for (int i = 0; i < MAX_FRACTION_DIGITS; i++) {
            char digit = i < digits ? text.charAt(SECONDS_END + 1 + i) : '0';
            if (!isDigit(digit)) {
                return -1;
            }
            fraction = 10 * fraction + digit - '0';
        }
        return fraction;
    }

    private static int number(String text, int from, int end) {
        int number = 0;
        for (int i = from; i < end; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
