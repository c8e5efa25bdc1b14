package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * MIN_BY(x, y) and MAX_BY(x, y): the {@code x} of the row with the least, or greatest, {@code y}. NULL when there was
 * no row in which neither is NULL. FIRST_VALUE(x) and LAST_VALUE(x) are the same with the dataset's event time for
 * {@code y}: when the record arrived plays no part.
 *
 * <p>Of several rows with the same {@code y}, MIN_BY takes the least and MAX_BY the greatest {@code x}, in the order of
 * {@link ValueOrder}. So the answer does not depend on the order of arrival, but the answers of two such aggregates may
 * come from two rows.
 */
public record ExtremeBy(Extreme.End end, ColumnType argument, ColumnType by) implements Aggregate<ExtremeBy.Best> {
    /** The row that is furthest so far. */
    public static final class Best {
        private @Nullable Object value;
        private @Nullable Object by;
    }

    @Override
    public Best empty() {
        return new Best();
    }

    @Override
    public Best add(Best partial, Object value) {
        Object[] pair = (Object[]) value;
        return add(partial, pair[0], pair[1]);
    }

    private Best add(Best partial, Object value, Object by) {
        if (partial.value == null || partial.by == null || isBetter(value, by, partial.value, partial.by)) {
            partial.value = value;
            partial.by = by;
        }
        return partial;
    }

    private boolean isBetter(Object value, Object by, Object thanValue, Object thanBy) {
        int byOrder = ValueOrder.compare(by, thanBy, this.by);
        int order = byOrder != 0 ? byOrder : ValueOrder.compare(value, thanValue, argument);
        return switch (end) {
            case LOWEST -> order < 0;
            case HIGHEST -> order > 0;
        };
    }

    @Override
    public Best merge(Best left, Best right) {
        return right.value == null || right.by == null ? left : add(left, right.value, right.by);
    }

    @Override
    public @Nullable Object finish(Best partial) {
        return partial.value;
    }

    @Override
    public ColumnType resultType() {
        return argument;
    }

    @Override
    public void write(Best partial, DataOutput out) throws IOException {
        Object value = partial.value;
        Object by = partial.by;
        out.writeBoolean(value != null);
        if (value != null && by != null) {
            ValueOrder.write(value, argument, out);
            ValueOrder.write(by, this.by, out);
        }
    }

    @Override
    public Best read(DataInput in) throws IOException {
        Best partial = new Best();
        if (in.readBoolean()) {
            partial.value = ValueOrder.read(argument, in);
            partial.by = ValueOrder.read(by, in);
        }
        return partial;
    }
}
