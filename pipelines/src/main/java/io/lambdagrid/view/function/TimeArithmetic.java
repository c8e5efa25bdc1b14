package io.lambdagrid.view.function;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.Literal;
import io.lambdagrid.view.NotComputableException;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Functions of a DATE or TIMESTAMP and a BIGINT that measures time. */
public enum TimeArithmetic implements BinaryFunction {
    /** When the bucket that contains the moment began; buckets of so many microseconds, counted from 1970-01-01. */
    TUMBLE {
        @Override
        Object apply(Object moment, ColumnType from, long micros, ColumnType to) {
            long instant = (Long) moment;
            return Math.subtractExact(instant, Math.floorMod(instant, micros));
        }

        @Override
        public boolean roundsDown(FunctionCall call) {
            return call.argument(0).type().equals(ColumnType.TIMESTAMP) && call.argument(1) instanceof Literal;
        }
    },
    ADD_MICROS {
        @Override
        Object apply(Object moment, ColumnType from, long micros, ColumnType to) {
            long sum = Math.addExact(Calendar.microOfDay(moment, from), micros);
            long day = Math.addExact(Calendar.day(moment, from), Math.floorDiv(sum, Calendar.MICROS_PER_DAY));
            return Calendar.moment(day, Math.floorMod(sum, Calendar.MICROS_PER_DAY), to);
        }
    },
    /** The same day of a later month, or its last day if it is shorter. */
    ADD_MONTHS {
        @Override
        Object apply(Object moment, ColumnType from, long months, ColumnType to) {
            LocalDate day = LocalDate.ofEpochDay(Calendar.day(moment, from)).plusMonths(months);
            return Calendar.moment(day.toEpochDay(), Calendar.microOfDay(moment, from), to);
        }
    };

    @Override
    public Object apply(FunctionCall call, Object moment, Object amount) {
        try {
            return apply(moment, Calendar.argumentType(call), (Long) amount, call.type());
        } catch (ArithmeticException | DateTimeException e) {
            throw new NotComputableException(
                    this + " of '" + moment + "' and '" + amount + "' does not fit " + call.type());
        }
    }

    abstract Object apply(Object moment, ColumnType from, long amount, ColumnType to);
}
