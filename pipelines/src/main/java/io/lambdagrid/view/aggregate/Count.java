package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** COUNT: how many values were added. 0 when there were none. */
public record Count() implements Aggregate<Count.Tally> {
    /** A number of values. */
    public static final class Tally {
        private long values;
    }

    @Override
    public Tally empty() {
        return new Tally();
    }

    @Override
    public Tally add(Tally partial, Object value) {
        partial.values++;
        return partial;
    }

    @Override
    public Tally merge(Tally left, Tally right) {
        left.values += right.values;
        return left;
    }

    @Override
    public Long finish(Tally partial) {
        return partial.values;
    }

    @Override
    public ColumnType resultType() {
        return ColumnType.BIGINT;
    }

    @Override
    public void write(Tally partial, DataOutput out) throws IOException {
        Varint.write(partial.values, out);
    }

    @Override
    public Tally read(DataInput in) throws IOException {
        Tally partial = new Tally();
        partial.values = Varint.read(in);
        return partial;
    }
}
