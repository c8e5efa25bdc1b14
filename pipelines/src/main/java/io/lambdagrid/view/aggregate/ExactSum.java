package io.lambdagrid.view.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of whole numbers, of any size, and how many there were. Decimals are summed as their unscaled values.
 *
 * <p>Runs in a {@code long}; what does not fit spills into a {@link BigInteger}. Has one owner, like every partial
 * result.
 */
public final class ExactSum {
    private static final int MAX_DIGITS_OF_LONG = 18;

    private long count;
    /** The sum is {@code small + large}. */
    private long small;

    private BigInteger large = BigInteger.ZERO;

    void add(long value) {
        addPart(value);
        count++;
    }

    void add(BigInteger value) {
        large = large.add(value);
        count++;
    }

    /** Adds the unscaled value of {@code value} at the given scale; its scale must not be larger. */
    void add(BigDecimal value, int scale) {
        BigDecimal scaled = value.setScale(scale);
        if (scaled.precision() <= MAX_DIGITS_OF_LONG) {
            // Unlike unscaledValue(), this makes no BigInteger.
            addPart(scaled.scaleByPowerOfTen(scale).longValue());
        } else {
            large = large.add(scaled.unscaledValue());
        }
        count++;
    }

    void add(ExactSum other) {
        addPart(other.small);
        if (other.large.signum() != 0) {
            large = large.add(other.large);
        }
        count += other.count;
    }

    private void addPart(long value) {
        long sum = small + value;
        if (((small ^ sum) & (value ^ sum)) < 0) {
            large = large.add(BigInteger.valueOf(small));
            small = value;
        } else {
            small = sum;
        }
    }

    long count() {
        return count;
    }

    BigInteger total() {
        BigInteger rest = BigInteger.valueOf(small);
        return large.signum() == 0 ? rest : large.add(rest);
    }

    /** Returns the sum as a decimal whose unscaled value it is. */
    BigDecimal total(int scale) {
        return large.signum() == 0 ? BigDecimal.valueOf(small, scale) : new BigDecimal(total(), scale);
    }

    /** Writes the same bytes for the same count and sum, however they came about. */
    void write(DataOutput out) throws IOException {
        Varint.write(count, out);
        if (count > 0) {
            Varint.writeBytes(total().toByteArray(), out);
        }
    }

    static ExactSum read(DataInput in) throws IOException {
        ExactSum sum = new ExactSum();
        sum.count = Varint.read(in);
        if (sum.count > 0) {
            BigInteger total = new BigInteger(Varint.readBytes(in));
            if (total.bitLength() < Long.SIZE) {
                sum.small = total.longValue();
            } else {
                sum.large = total;
            }
        }
        return sum;
    }
}
