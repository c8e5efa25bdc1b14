package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/** What SUM and AVG over INTEGER, BIGINT and DECIMAL share: all but what they make of the sum. */
interface ExactSummation extends Aggregate<ExactSum> {
    ColumnType argument();

    @Override
    default ExactSum empty() {
        return new ExactSum();
    }

    @Override
    default ExactSum add(ExactSum partial, Object value) {
        if (value instanceof BigDecimal decimal) {
            partial.add(decimal, argument().scale());
        } else {
            partial.add(((Number) value).longValue());
        }
        return partial;
    }

    @Override
    default ExactSum merge(ExactSum left, ExactSum right) {
        left.add(right);
        return left;
    }

    @Override
    default void write(ExactSum partial, DataOutput out) throws IOException {
        partial.write(out);
    }

    @Override
    default ExactSum read(DataInput in) throws IOException {
        return ExactSum.read(in);
    }
}
