package io.lambdagrid.view.function;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.Temporal;

/** The arithmetic of days and microseconds that functions of time share. */
final class Calendar {
    static final long MICROS_PER_MINUTE = 60 * Temporal.MICROS_PER_SECOND;
    static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
    static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    private Calendar() {}

    static boolean isDate(ColumnType type) {
        return type.kind() == ColumnType.Kind.DATE;
    }

    /** Returns days since 1970-01-01. */
    static long day(Object moment, ColumnType type) {
        return isDate(type) ? (Integer) moment : Math.floorDiv((Long) moment, MICROS_PER_DAY);
    }

    /** Returns microseconds since midnight. */
    static long microOfDay(Object moment, ColumnType type) {
        return isDate(type) ? 0 : Math.floorMod((Long) moment, MICROS_PER_DAY);
    }

    /** Returns the DATE or TIMESTAMP of a day and a time of day; the time of day is dropped from a DATE. */
    static Object moment(long day, long microOfDay, ColumnType type) {
        try {
            return isDate(type)
                    ? (Object) Math.toIntExact(day)
                    : (Object) Math.addExact(Math.multiplyExact(day, MICROS_PER_DAY), microOfDay);
        } catch (ArithmeticException e) {
            throw new NotComputableException("The day '" + day + "' counted from 1970 does not fit " + type);
        }
    }

    static ColumnType argumentType(FunctionCall call) {
        return call.argument(0).type();
    }
}
