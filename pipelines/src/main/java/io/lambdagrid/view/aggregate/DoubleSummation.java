package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What SUM and AVG over DOUBLE share: all but what they make of the sum. */
interface DoubleSummation extends Aggregate<ExactDoubleSum> {
    @Override
    default ExactDoubleSum empty() {
        return new ExactDoubleSum();
    }

    @Override
    default ExactDoubleSum add(ExactDoubleSum partial, Object value) {
        partial.add((Double) value);
        return partial;
    }

    @Override
    default ExactDoubleSum merge(ExactDoubleSum left, ExactDoubleSum right) {
        left.add(right);
        return left;
    }

    @Override
    default ColumnType resultType() {
        return ColumnType.DOUBLE;
    }

    @Override
    default void write(ExactDoubleSum partial, DataOutput out) throws IOException {
        partial.write(out);
    }

    @Override
    default ExactDoubleSum read(DataInput in) throws IOException {
        return ExactDoubleSum.read(in);
    }
}
