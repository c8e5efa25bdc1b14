package io.lambdagrid.view.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * The exact sum of doubles, and how many there were: it depends neither on their order nor on how they were split.
 *
 * <p>Finite values are added up in units of the smallest subnormal, 2^{@value #UNIT_EXPONENT}. NaN and infinities are
 * remembered apart and follow IEEE 754. A sum of zero is +0.0. Has one owner, like every partial result.
 */
public final class ExactDoubleSum {
    static final int UNIT_EXPONENT = -1074;

    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;
    private static final int MAX_EXPONENT = 0x7FF;

    private static final int NAN = 1;
    private static final int POSITIVE_INFINITY = 2;
    private static final int NEGATIVE_INFINITY = 4;

    private long count;
    private int specials;
    private Superaccumulator finite = new Superaccumulator();

    void add(double value) {
        count++;
        long bits = Double.doubleToRawLongBits(value);
        if (exponent(bits) == MAX_EXPONENT) {
            specials |= (bits & MANTISSA_MASK) != 0 ? NAN : bits < 0 ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
        } else {
            finite.add(position(bits), mantissa(bits), bits < 0);
        }
    }

    private static int exponent(long bits) {
        return (int) (bits >>> MANTISSA_BITS) & MAX_EXPONENT;
    }

    /** Returns the whole number m of a finite double, which is m * 2^({@link #position} - 1074) without its sign. */
    static long mantissa(long bits) {
        long fraction = bits & MANTISSA_MASK;
        return exponent(bits) == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
    }

    static int position(long bits) {
        return Math.max(exponent(bits) - 1, 0);
    }

    void add(ExactDoubleSum other) {
        count += other.count;
        specials |= other.specials;
        finite.add(other.finite);
    }

    long count() {
        return count;
    }

    boolean isFinite() {
        return specials == 0;
    }

    /** Returns the sum of the finite values, in units of 2^-1074. */
    BigInteger units() {
        return finite.total();
    }

    /** Returns the double nearest to the exact sum, of two equally near the even one; infinite beyond the range. */
    double total() {
        return switch (specials) {
            case 0 -> finite.toDouble();
            case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    /** Writes the same bytes for the same multiset of values. */
    void write(DataOutput out) throws IOException {
        Varint.write(count << 1 | (specials != 0 ? 1 : 0), out);
        if (specials != 0) {
            out.writeByte(specials);
        }
        finite.write(out);
    }

    static ExactDoubleSum read(DataInput in) throws IOException {
        ExactDoubleSum sum = new ExactDoubleSum();
        long header = Varint.read(in);
        sum.count = header >>> 1;
        sum.specials = (header & 1) != 0 ? in.readByte() : 0;
        sum.finite = Superaccumulator.read(in);
        return sum;
    }
}
