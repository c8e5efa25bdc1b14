package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** SUM over DOUBLE: the exact sum, rounded once. NULL when no value was added. */
public record DoubleSum() implements Aggregate<ExactDoubleSum> {
    @Override
    public ExactDoubleSum empty() {
        return new ExactDoubleSum();
    }

    @Override
    public ExactDoubleSum add(ExactDoubleSum partial, Object value) {
        partial.add((Double) value);
        return partial;
    }

    @Override
    public ExactDoubleSum merge(ExactDoubleSum left, ExactDoubleSum right) {
        left.add(right);
        return left;
    }

    @Override
    public @Nullable Double finish(ExactDoubleSum partial) {
        return partial.count() == 0 ? null : (Double) partial.total();
    }

    @Override
    public ColumnType resultType() {
        return ColumnType.DOUBLE;
    }

    @Override
    public void write(ExactDoubleSum partial, DataOutput out) throws IOException {
        partial.write(out);
    }

    @Override
    public ExactDoubleSum read(DataInput in) throws IOException {
        return ExactDoubleSum.read(in);
    }
}
