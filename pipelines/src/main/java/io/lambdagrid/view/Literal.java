package io.lambdagrid.view;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A constant. */
public record Literal(@Nullable Object value, ColumnType type) implements Expression {
    @Override
    public @Nullable Object evaluate(@Nullable Object[] row) {
        return value;
    }

    @Override
    public void collectColumns(BitSet columns) {}

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
