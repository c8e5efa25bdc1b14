package io.lambdagrid.client;

import com.hazelcast.nio.serialization.genericrecord.GenericRecord;

/** Makes what a reader sees from a row of a view map. Thread-safe. */
@FunctionalInterface
interface RowDecoder<R> {
    R decode(GenericRecord row, Part part);

    /** Returns a decoder to rows that are read by column name. */
    static RowDecoder<Row> untyped(ViewLayout layout) {
        RowColumns columns = new RowColumns(layout.columns());
        ColumnKind[] kinds = layout.columns().stream().map(ColumnKind::of).toArray(ColumnKind[]::new);
        return (row, part) -> {
            Object[] values = new Object[kinds.length];
            for (int i = 0; i < kinds.length; i++) {
                values[i] = kinds[i].read(
                        row, part.field(row, layout.columns().get(i).name()));
            }
            return new Row(columns, values);
        };
    }
}
