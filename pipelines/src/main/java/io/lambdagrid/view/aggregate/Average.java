package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * AVG over INTEGER, BIGINT and DECIMAL(p,s): the exact sum divided by the count, rounded once, half up (away from
 * zero), to six decimal places or to {@code s} if that is more. NULL when no value was added.
 */
public record Average(ColumnType argument) implements Aggregate<ExactSum> {
    private static final int MIN_SCALE = 6;

    @Override
    public ExactSum empty() {
        return new ExactSum();
    }

    @Override
    public ExactSum add(ExactSum partial, Object value) {
        if (value instanceof BigDecimal decimal) {
            partial.add(decimal, argument.scale());
        } else {
            partial.add(((Number) value).longValue());
        }
        return partial;
    }

    @Override
    public ExactSum merge(ExactSum left, ExactSum right) {
        left.add(right);
        return left;
    }

    @Override
    public @Nullable BigDecimal finish(ExactSum partial) {
        if (partial.count() == 0) {
            return null;
        }
        BigDecimal count = BigDecimal.valueOf(partial.count());
        return partial.total(argument.scale()).divide(count, resultType().scale(), RoundingMode.HALF_UP);
    }

    @Override
    public ColumnType resultType() {
        return ColumnType.decimal(ColumnType.MAX_DECIMAL_PRECISION, Math.max(MIN_SCALE, argument.scale()));
    }

    @Override
    public void write(ExactSum partial, DataOutput out) throws IOException {
        partial.write(out);
    }

    @Override
    public ExactSum read(DataInput in) throws IOException {
        return ExactSum.read(in);
    }
}
