package io.lambdagrid.view;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The value of one column of the row. */
public record ColumnReference(int index, String name, ColumnType type) implements Expression {
    @Override
    public @Nullable Object evaluate(@Nullable Object[] row) {
        return row[index];
    }

    @Override
    public void collectColumns(BitSet columns) {
        columns.set(index);
    }

    @Override
    public String toString() {
        return name;
    }
}
