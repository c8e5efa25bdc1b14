package io.lambdagrid.master;

import java.util.Objects;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Types.StructType;
import org.jspecify.annotations.Nullable;

/** One row of the table, as Iceberg's Parquet reader and writer want it; the values are in our forms already. */
final class TableRow implements StructLike {
    private final @Nullable Object[] values;

    /** Called by Iceberg's reader for each row. */
    TableRow(StructType struct) {
        this(struct.fields().size());
    }

    TableRow(int width) {
        this.values = new @Nullable Object[width];
    }

    @Nullable
    Object value(int position) {
        return values[position];
    }

    /** Returns a value that is never NULL. */
    int integer(int position) {
        return (Integer) Objects.requireNonNull(values[position]);
    }

    /** Returns a value that is never NULL. */
    long longValue(int position) {
        return (Long) Objects.requireNonNull(values[position]);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public <T> @Nullable T get(int position, Class<T> type) {
        return type.cast(values[position]);
    }

    @Override
    public <T> void set(int position, @Nullable T value) {
        values[position] = value;
    }
}
