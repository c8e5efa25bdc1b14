package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * VAR_POP, VAR_SAMP, STDDEV_POP and STDDEV_SAMP over INTEGER, BIGINT and DECIMAL: a DOUBLE, the one nearest to the
 * exact result.
 */
public record Variance(Spread spread, ColumnType argument) implements Aggregate<Variance.Moments> {
    /** The exact sum of values and of their squares. Decimals count as their unscaled values. */
    public static final class Moments {
        /** Its square is the largest that fits a long. */
        private static final long MAX_ROOT = 3_037_000_499L;

        private final ExactSum sum;
        private final ExactSum squares;

        private Moments(ExactSum sum, ExactSum squares) {
            this.sum = sum;
            this.squares = squares;
        }

        private void add(long value) {
            sum.add(value);
            if (value >= -MAX_ROOT && value <= MAX_ROOT) {
                squares.add(value * value);
            } else {
                squares.add(BigInteger.valueOf(value).pow(2));
            }
        }

        private void add(BigInteger value) {
            if (value.bitLength() < Long.SIZE) {
                add(value.longValue());
            } else {
                sum.add(value);
                squares.add(value.pow(2));
            }
        }
    }

    @Override
    public Moments empty() {
        return new Moments(new ExactSum(), new ExactSum());
    }

    @Override
    public Moments add(Moments partial, Object value) {
        if (value instanceof BigDecimal decimal) {
            partial.add(decimal.setScale(argument.scale()).unscaledValue());
        } else {
            partial.add(((Number) value).longValue());
        }
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
        return spread.of(
                partial.sum.count(),
                partial.sum.total(),
                partial.squares.total(),
                BigInteger.TEN.pow(argument.scale()));
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
        return new Moments(ExactSum.read(in), ExactSum.read(in));
    }
}
