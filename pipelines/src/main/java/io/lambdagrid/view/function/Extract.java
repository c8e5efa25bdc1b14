package io.lambdagrid.view.function;

import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.Temporal;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;

/** {@code EXTRACT(field FROM moment)} of a DATE or TIMESTAMP, as BIGINT. */
public enum Extract implements UnaryFunction {
    YEAR {
        @Override
        long of(long day, long microOfDay) {
            return LocalDate.ofEpochDay(day).getYear();
        }
    },
    QUARTER {
        @Override
        long of(long day, long microOfDay) {
            return LocalDate.ofEpochDay(day).get(IsoFields.QUARTER_OF_YEAR);
        }
    },
    MONTH {
        @Override
        long of(long day, long microOfDay) {
            return LocalDate.ofEpochDay(day).getMonthValue();
        }
    },
    /** The week of {@link #ISOYEAR}, 1 to 53. */
    WEEK {
        @Override
        long of(long day, long microOfDay) {
            return LocalDate.ofEpochDay(day).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        }
    },
    /** The year to which ISO 8601 counts the week of this day. */
    ISOYEAR {
        @Override
        long of(long day, long microOfDay) {
            return LocalDate.ofEpochDay(day).get(IsoFields.WEEK_BASED_YEAR);
        }
    },
    DAY {
        @Override
        long of(long day, long microOfDay) {
            return LocalDate.ofEpochDay(day).getDayOfMonth();
        }
    },
    /** Monday is 1, Sunday is 7. */
    ISODOW {
        @Override
        long of(long day, long microOfDay) {
            return LocalDate.ofEpochDay(day).get(ChronoField.DAY_OF_WEEK);
        }
    },
    /** The day of the year, 1 to 366. */
    DOY {
        @Override
        long of(long day, long microOfDay) {
            return LocalDate.ofEpochDay(day).getDayOfYear();
        }
    },
    HOUR {
        @Override
        long of(long day, long microOfDay) {
            return microOfDay / Calendar.MICROS_PER_HOUR;
        }
    },
    MINUTE {
        @Override
        long of(long day, long microOfDay) {
            return microOfDay % Calendar.MICROS_PER_HOUR / Calendar.MICROS_PER_MINUTE;
        }
    },
    /** Whole seconds of the minute. */
    SECOND {
        @Override
        long of(long day, long microOfDay) {
            return microOfDay % Calendar.MICROS_PER_MINUTE / Temporal.MICROS_PER_SECOND;
        }
    },
    /** Whole seconds since 1970-01-01T00:00:00Z. */
    EPOCH {
        @Override
        long of(long day, long microOfDay) {
            return Math.multiplyExact(day, 86_400L) + microOfDay / Temporal.MICROS_PER_SECOND;
        }
    };

    @Override
    public Object apply(FunctionCall call, Object value) {
        long field = of(
                Calendar.day(value, Calendar.argumentType(call)),
                Calendar.microOfDay(value, Calendar.argumentType(call)));
        return Numbers.fitInteger(field, call.type());
    }

    abstract long of(long day, long microOfDay);
}
