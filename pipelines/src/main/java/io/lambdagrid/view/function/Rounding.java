package io.lambdagrid.view.function;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.NotComputableException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Functions of one number whose result has the kind of the call's type. */
public enum Rounding implements UnaryFunction {
    NEGATE {
        @Override
        long compute(long value) {
            return Math.negateExact(value);
        }

        @Override
        double compute(double value) {
            return -value;
        }

        @Override
        BigDecimal compute(BigDecimal value) {
            return value.negate();
        }
    },
    ABS {
        @Override
        long compute(long value) {
            return Math.absExact(value);
        }

        @Override
        double compute(double value) {
            return Math.abs(value);
        }

        @Override
        BigDecimal compute(BigDecimal value) {
            return value.abs();
        }
    },
    FLOOR {
        @Override
        long compute(long value) {
            return value;
        }

        @Override
        double compute(double value) {
            return Math.floor(value);
        }

        @Override
        BigDecimal compute(BigDecimal value) {
            return value.setScale(0, RoundingMode.FLOOR);
        }
    },
    CEIL {
        @Override
        long compute(long value) {
            return value;
        }

        @Override
        double compute(double value) {
            return Math.ceil(value);
        }

        @Override
        BigDecimal compute(BigDecimal value) {
            return value.setScale(0, RoundingMode.CEILING);
        }
    };

    @Override
    public Object apply(FunctionCall call, Object value) {
        ColumnType type = call.type();
        if (value instanceof BigDecimal decimal) {
            return Numbers.fitDecimal(compute(decimal), type);
        }
        if (value instanceof Double number) {
            return Numbers.finite(compute((double) number), call);
        }
        try {
            return Numbers.fitInteger(compute(((Number) value).longValue()), type);
        } catch (ArithmeticException e) {
            throw new NotComputableException(this + " of '" + value + "' does not fit " + type);
        }
    }

    abstract long compute(long value);

    abstract double compute(double value);

    abstract BigDecimal compute(BigDecimal value);
}
