package io.lambdagrid.client;

import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The values of one row, wherever they come from. */
@FunctionalInterface
interface ColumnValues {
    /** Returns the value of a column; null is NULL. */
    @Nullable
    Object value(Column column, ColumnKind kind);

    /** Returns what a part of a row of a view map says. */
    static ColumnValues of(GenericRecord row, Part part) {
        return (column, kind) -> kind.read(row, part.field(row, column.name()));
    }
}
