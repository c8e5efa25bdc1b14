package io.lambdagrid.view.function;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.NotComputableException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Brings numbers into the Java form of a column type, or says that they do not fit. */
final class Numbers {
    private static final ColumnType WIDEST_INTEGER = ColumnType.decimal(ColumnType.MAX_DECIMAL_PRECISION, 0);
    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** Returns an INTEGER or BIGINT. */
    static Object fitInteger(long value, ColumnType type) {
        if (type.kind() == ColumnType.Kind.BIGINT) {
            return value;
        }
        if ((int) value != value) {
            throw doesNotFit(value, type);
        }
        return (int) value;
    }

    /** Returns a DECIMAL of exactly the scale of the type, rounded half away from zero. */
    static BigDecimal fitDecimal(BigDecimal value, ColumnType type) {
        // Looked at before rounding: giving 1e999999999 a scale would need a gigabyte.
        long integerDigits = (long) value.precision() - value.scale();
        if (integerDigits > type.precision() - type.scale() && value.signum() != 0) {
            throw doesNotFit(value, type);
        }
        if (integerDigits < -type.scale() || value.signum() == 0) {
            return BigDecimal.ZERO.setScale(type.scale());
        }
        BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > type.precision()) {
            throw doesNotFit(value, type);
        }
        return rounded;
    }

    /** Returns an INTEGER or BIGINT, rounded half away from zero. */
    static Object roundToInteger(BigDecimal value, ColumnType type) {
        BigDecimal whole = fitDecimal(value, WIDEST_INTEGER);
        if (whole.compareTo(MIN_LONG) < 0 || whole.compareTo(MAX_LONG) > 0) {
            throw doesNotFit(value, type);
        }
        return fitInteger(whole.longValue(), type);
    }

    /** Returns the value if it is a number; a result that overflows or is undefined has no value in SQL. */
    static Double finite(double value, FunctionCall call) {
        if (!Double.isFinite(value)) {
            throw new NotComputableException("The value of '" + call + "' is '" + value + "', which is not a number");
        }
        // There is one zero in SQL: -0.0 would be a group of its own.
        return value + 0.0;
    }

    static boolean isZero(Object number) {
        return number instanceof BigDecimal decimal ? decimal.signum() == 0 : ((Number) number).doubleValue() == 0;
    }

    static BigDecimal toDecimal(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof Double fraction
                ? BigDecimal.valueOf(fraction)
                : BigDecimal.valueOf(((Number) number).longValue());
    }

    static NotComputableException doesNotFit(Object value, ColumnType type) {
        return new NotComputableException("The value '" + value + "' does not fit " + type);
    }
}
