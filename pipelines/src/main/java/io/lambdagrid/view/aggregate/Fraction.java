package io.lambdagrid.view.aggregate;

import java.math.BigInteger;

/**
 * A number as a fraction of whole numbers, on its way to the double nearest to it, of two equally near the even one.
 *
 * @param denominator greater than zero
 */
record Fraction(BigInteger numerator, BigInteger denominator) {
    private static final int PRECISION = 53;
    private static final int MIN_EXPONENT = -1074;
    private static final int SPARE_BITS = 3;

    /** Infinite beyond the range of a double. */
    double toDouble() {
        if (numerator.signum() < 0) {
            return -new Fraction(numerator.negate(), denominator).toDouble();
        }
        int exponent = Math.max(MIN_EXPONENT, numerator.bitLength() - denominator.bitLength() - PRECISION);
        if (units(exponent)[0].bitLength() > PRECISION) {
            exponent++;
        }
        BigInteger[] units = units(exponent);
        long whole = units[0].longValueExact();
        int half = units[1].shiftLeft(1).compareTo(divisor(exponent));
        boolean up = half > 0 || (half == 0 && (whole & 1) == 1);
        return Math.scalb((double) (up ? whole + 1 : whole), exponent);
    }

    /** Returns how many times 2^{@code exponent} the number is, and the remainder in units of the divisor. */
    private BigInteger[] units(int exponent) {
        return numerator.shiftLeft(Math.max(0, -exponent)).divideAndRemainder(divisor(exponent));
    }

    private BigInteger divisor(int exponent) {
        return denominator.shiftLeft(Math.max(0, exponent));
    }

    /** Returns the double nearest to the exact square root of a number that is not negative. */
    double squareRoot() {
        // The root of so many bits is longer than a double; a last bit set says that it goes on behind them.
        int wanted = 2 * (PRECISION + SPARE_BITS);
        int missing = wanted - (numerator.bitLength() - denominator.bitLength());
        int halfShift = Math.max(0, (missing + 1) / 2);
        BigInteger[] scaled = numerator.shiftLeft(2 * halfShift).divideAndRemainder(denominator);
        BigInteger[] root = scaled[0].sqrtAndRemainder();
        boolean exact = scaled[1].signum() == 0 && root[1].signum() == 0;
        BigInteger marked = root[0].shiftLeft(1).or(exact ? BigInteger.ZERO : BigInteger.ONE);
        return new Fraction(marked, BigInteger.ONE.shiftLeft(halfShift + 1)).toDouble();
    }
}
