package io.lambdagrid.view.function;

import io.lambdagrid.view.FunctionCall;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounds a number half away from zero to so many digits behind the point; a negative count rounds before the point.
 *
 * <p>A DOUBLE is rounded as the shortest decimal that denotes it, so that 2.675 becomes 2.68.
 */
public enum Round implements BinaryFunction {
    ROUND;

    /** No DOUBLE has a digit further away from the point than this. */
    private static final int FURTHEST_DIGIT = 400;

    @Override
    public Object apply(FunctionCall call, Object value, Object digits) {
        int scale = Math.max(-FURTHEST_DIGIT, Math.min(FURTHEST_DIGIT, (Integer) digits));
        BigDecimal exact = Numbers.toDecimal(value);
        BigDecimal rounded = exact.scale() <= scale ? exact : exact.setScale(scale, RoundingMode.HALF_UP);
        return switch (call.type().kind()) {
            case INTEGER, BIGINT -> Numbers.roundToInteger(rounded, call.type());
            case DOUBLE -> Numbers.finite(rounded.doubleValue(), call);
            case DECIMAL -> Numbers.fitDecimal(rounded, call.type());
            case BOOLEAN, VARCHAR, DATE, TIMESTAMP ->
                throw new IllegalStateException("ROUND has no value of type " + call.type());
        };
    }
}
