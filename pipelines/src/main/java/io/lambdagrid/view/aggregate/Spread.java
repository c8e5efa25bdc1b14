package io.lambdagrid.view.aggregate;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The four ways to say how far values lie from their mean. */
public enum Spread {
    VAR_POP,
    VAR_SAMP,
    STDDEV_POP,
    STDDEV_SAMP;

    /**
     * Computes the spread from exact sums, rounded once at the end. NULL without a value; that of a sample is NULL with
     * one value, too.
     *
     * @param sum of the values, in units of 1 / {@code unitsOfOne}
     * @param squares sum of the squared values, in the square of that unit
     */
    @Nullable
    Double of(long count, BigInteger sum, BigInteger squares, BigInteger unitsOfOne) {
        boolean sample = this == VAR_SAMP || this == STDDEV_SAMP;
        long divisor = sample ? count - 1 : count;
        if (divisor <= 0) {
            return null;
        }
        BigInteger n = BigInteger.valueOf(count);
        Fraction variance = new Fraction(
                n.multiply(squares).subtract(sum.multiply(sum)),
                n.multiply(BigInteger.valueOf(divisor)).multiply(unitsOfOne).multiply(unitsOfOne));
        return switch (this) {
            case VAR_POP, VAR_SAMP -> variance.toDouble();
            case STDDEV_POP, STDDEV_SAMP -> variance.squareRoot();
        };
    }
}
