package io.lambdagrid.view.function;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.Temporal;
import java.time.LocalDate;
import java.time.temporal.IsoFields;

/** {@code FLOOR(moment TO unit)} of a DATE or TIMESTAMP: when the unit that contains the moment began. */
public enum FloorTo implements UnaryFunction {
    SECOND(Temporal.MICROS_PER_SECOND),
    MINUTE(Calendar.MICROS_PER_MINUTE),
    HOUR(Calendar.MICROS_PER_HOUR),
    DAY(Calendar.MICROS_PER_DAY),
    /** Weeks begin on Monday. */
    WEEK(Calendar.MICROS_PER_DAY) {
        @Override
        long firstDay(long day) {
            return day - Math.floorMod(day - MONDAY, 7);
        }
    },
    MONTH(Calendar.MICROS_PER_DAY) {
        @Override
        long firstDay(long day) {
            return LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay();
        }
    },
    QUARTER(Calendar.MICROS_PER_DAY) {
        @Override
        long firstDay(long day) {
            return LocalDate.ofEpochDay(day).with(IsoFields.DAY_OF_QUARTER, 1).toEpochDay();
        }
    },
    YEAR(Calendar.MICROS_PER_DAY) {
        @Override
        long firstDay(long day) {
            return LocalDate.ofEpochDay(day).withDayOfYear(1).toEpochDay();
        }
    };

    /** 1970-01-05, in days since 1970-01-01. */
    private static final long MONDAY = 4;

    private final long micros;

    /** @param micros length within a day; a whole day for the units that are made of days */
    FloorTo(long micros) {
        this.micros = micros;
    }

    @Override
    public Object apply(FunctionCall call, Object value) {
        ColumnType type = Calendar.argumentType(call);
        long microOfDay = Calendar.microOfDay(value, type);
        return Calendar.moment(firstDay(Calendar.day(value, type)), microOfDay - microOfDay % micros, call.type());
    }

    @Override
    public boolean roundsDown(FunctionCall call) {
        return true;
    }

    long firstDay(long day) {
        return day;
    }
}
