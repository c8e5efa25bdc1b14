package io.lambdagrid.view;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** Dates and timestamps between the numbers used inside and the Java time classes that readers see. All in UTC. */
public final class Temporal {
    public static final long MICROS_PER_SECOND = 1_000_000L;

    private Temporal() {}

    /** Returns a value as SQL and clients see it: dates and timestamps as Java time classes, all else unchanged. */
    public static @Nullable Object toExternal(@Nullable Object value, ColumnType type) {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case DATE -> LocalDate.ofEpochDay((Integer) value);
            case TIMESTAMP -> {
                long micros = (Long) value;
                yield LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, MICROS_PER_SECOND),
                        (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000,
                        ZoneOffset.UTC);
            }
            case BOOLEAN, INTEGER, BIGINT, DOUBLE, DECIMAL, VARCHAR -> value;
        };
    }

    /** Returns days since 1970-01-01. */
    public static Integer fromExternal(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    /**
     * Returns microseconds since 1970-01-01T00:00:00Z; digits beyond the microsecond are cut off.
     *
     * @throws ArithmeticException when the time is more than 292,000 years away from 1970
     */
    public static Long fromExternal(LocalDateTime time) {
        long seconds = time.toEpochSecond(ZoneOffset.UTC);
        long micros = time.get(ChronoField.MICRO_OF_SECOND);
        if (seconds < 0) {
            // Towards zero first: the earliest second begins before the earliest microsecond a long can hold.
            seconds++;
            micros -= MICROS_PER_SECOND;
        }
        return Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), micros);
    }
}
