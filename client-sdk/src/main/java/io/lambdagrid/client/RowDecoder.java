package io.lambdagrid.client;

/** Makes what a reader sees from the values of a row. Thread-safe. */
@FunctionalInterface
interface RowDecoder<R> {
    R decode(ColumnValues row);

    /** Returns a decoder to rows that are read by column name. */
    static RowDecoder<Row> untyped(ViewLayout layout) {
        RowColumns columns = new RowColumns(layout.columns());
        ColumnKind[] kinds = layout.columns().stream().map(ColumnKind::of).toArray(ColumnKind[]::new);
        return row -> {
            Object[] values = new Object[kinds.length];
            for (int i = 0; i < kinds.length; i++) {
                values[i] = row.value(layout.columns().get(i), kinds[i]);
            }
            return new Row(columns, values);
        };
    }
}
