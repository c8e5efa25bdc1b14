package io.lambdagrid.view.function;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.NotComputableException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The four operations and the remainder. The type of the call decides how they are computed: INTEGER and BIGINT exactly
 * (division truncates towards zero), DECIMAL exactly and then rounded half away from zero to the scale of the call,
 * DOUBLE as IEEE 754 says.
 *
 * <p>Overflow and division by zero are not computable.
 */
public enum Arithmetic implements BinaryFunction {
    ADD("+") {
        @Override
        long compute(long left, long right) {
            return Math.addExact(left, right);
        }

        @Override
        double compute(double left, double right) {
            return left + right;
        }

        @Override
        BigDecimal compute(BigDecimal left, BigDecimal right, int scale) {
            return left.add(right);
        }
    },
    SUBTRACT("-") {
        @Override
        long compute(long left, long right) {
            return Math.subtractExact(left, right);
        }

        @Override
        double compute(double left, double right) {
            return left - right;
        }

        @Override
        BigDecimal compute(BigDecimal left, BigDecimal right, int scale) {
            return left.subtract(right);
        }
    },
    MULTIPLY("*") {
        @Override
        long compute(long left, long right) {
            return Math.multiplyExact(left, right);
        }

        @Override
        double compute(double left, double right) {
            return left * right;
        }

        @Override
        BigDecimal compute(BigDecimal left, BigDecimal right, int scale) {
            return left.multiply(right);
        }
    },
    DIVIDE("/") {
        @Override
        long compute(long left, long right) {
            if (right == -1) {
                return Math.negateExact(left);
            }
            return left / right;
        }

        @Override
        double compute(double left, double right) {
            return left / right;
        }

        @Override
        BigDecimal compute(BigDecimal left, BigDecimal right, int scale) {
            return left.divide(right, scale, RoundingMode.HALF_UP);
        }
    },
    REMAINDER("%") {
        @Override
        long compute(long left, long right) {
            return left % right;
        }

        @Override
        double compute(double left, double right) {
            return left % right;
        }

        @Override
        BigDecimal compute(BigDecimal left, BigDecimal right, int scale) {
            return left.remainder(right);
        }
    };

    private final String symbol;

    Arithmetic(String symbol) {
        this.symbol = symbol;
    }

    @Override
    public Object apply(FunctionCall call, Object left, Object right) {
        if ((this == DIVIDE || this == REMAINDER) && Numbers.isZero(right)) {
            throw new NotComputableException("Division by zero: '" + left + " " + symbol + " " + right + "'");
        }
        ColumnType type = call.type();
        if (type.kind() == ColumnType.Kind.DOUBLE) {
            double result = compute(((Number) left).doubleValue(), ((Number) right).doubleValue());
            return Numbers.finite(result, call);
        }
        if (type.kind() == ColumnType.Kind.DECIMAL) {
            BigDecimal result = compute(Numbers.toDecimal(left), Numbers.toDecimal(right), type.scale());
            return Numbers.fitDecimal(result, type);
        }
        try {
            return Numbers.fitInteger(compute(((Number) left).longValue(), ((Number) right).longValue()), type);
        } catch (ArithmeticException e) {
            throw Numbers.doesNotFit(left + " " + symbol + " " + right, type);
        }
    }

    abstract long compute(long left, long right);

    abstract double compute(double left, double right);

    /** @param scale digits behind the point that a quotient is rounded to; the other operations are exact */
    abstract BigDecimal compute(BigDecimal left, BigDecimal right, int scale);

    @Override
    public String toString() {
        return symbol;
    }
}
