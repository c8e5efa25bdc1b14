package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** MIN and MAX over any type, in the order that {@link ValueOrder} defines. NULL when no value was added. */
public record Extreme(End end, ColumnType argument) implements Aggregate<Extreme.Best> {
    /** Which end of the order is wanted. */
    public enum End {
        LOWEST,
        HIGHEST
    }

    /** The best value so far. */
    public static final class Best {
        private @Nullable Object value;
    }

    public static Extreme minimum(ColumnType argument) {
        return new Extreme(End.LOWEST, argument);
    }

    public static Extreme maximum(ColumnType argument) {
        return new Extreme(End.HIGHEST, argument);
    }

    @Override
    public Best empty() {
        return new Best();
    }

    @Override
    public Best add(Best partial, Object value) {
        if (partial.value == null || isBetter(value, partial.value)) {
            partial.value = value;
        }
        return partial;
    }

    private boolean isBetter(Object value, Object than) {
        int order = ValueOrder.compare(value, than, argument);
        return switch (end) {
            case LOWEST -> order < 0;
            case HIGHEST -> order > 0;
        };
    }

    @Override
    public Best merge(Best left, Best right) {
        return right.value == null ? left : add(left, right.value);
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
        out.writeBoolean(value != null);
        if (value != null) {
            ValueOrder.write(value, argument, out);
        }
    }

    @Override
    public Best read(DataInput in) throws IOException {
        Best partial = new Best();
        if (in.readBoolean()) {
            partial.value = ValueOrder.read(argument, in);
        }
        return partial;
    }
}
