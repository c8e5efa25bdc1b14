package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * VAR_POP, VAR_SAMP, STDDEV_POP and STDDEV_SAMP over DOUBLE: the one nearest to the exact result, infinite beyond the
 * range of a double.
 */
public record DoubleVariance(Spread spread) implements Aggregate<DoubleVariance.Moments> {
    private static final BigInteger UNITS_OF_ONE = BigInteger.ONE.shiftLeft(-ExactDoubleSum.UNIT_EXPONENT);

    /** The exact sum of values, in units of 2^-1074, and of their squares, in units of 2^-2148. */
    public static final class Moments {
        private final ExactDoubleSum sum;
        private final Superaccumulator squares;

        private Moments(ExactDoubleSum sum, Superaccumulator squares) {
            this.sum = sum;
            this.squares = squares;
        }

        private void add(double value) {
            sum.add(value);
            if (Double.isFinite(value)) {
                addSquare(value);
            }
        }

        /** The square of 53 bits has 106: it is added in three pieces. */
        private void addSquare(double value) {
            long bits = Double.doubleToRawLongBits(value);
            long mantissa = ExactDoubleSum.mantissa(bits);
            int position = 2 * ExactDoubleSum.position(bits);
            long low = mantissa * mantissa;
            squares.add(position, low & 0xFFFF_FFFFL, false);
            squares.add(position + Integer.SIZE, low >>> Integer.SIZE, false);
            squares.add(position + Long.SIZE, Math.multiplyHigh(mantissa, mantissa), false);
        }
    }

    @Override
    public Moments empty() {
        return new Moments(new ExactDoubleSum(), new Superaccumulator());
    }

    @Override
    public Moments add(Moments partial, Object value) {
        partial.add((Double) value);
        return partial;
    }

    @Override
    public Moments merge(Moments left, Moments right) {
        left.sum.add(right.sum);
        left.squares.add(right.squares);
        return left;
    }

    @Override
    public @Nullable Object finish(Moments partial) {
        ExactDoubleSum sum = partial.sum;
        return sum.isFinite()
                ? spread.of(sum.count(), sum.units(), partial.squares.total(), UNITS_OF_ONE)
                : (Double) Double.NaN;
    }

    @Override
    public ColumnType resultType() {
        return ColumnType.DOUBLE;
    }

    @Override
    public void write(Moments partial, DataOutput out) throws IOException {
        partial.sum.write(out);
        partial.squares.write(out);
    }

    @Override
    public Moments read(DataInput in) throws IOException {
        return new Moments(ExactDoubleSum.read(in), Superaccumulator.read(in));
    }
}
