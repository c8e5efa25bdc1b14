package io.lambdagrid.master;

import java.util.Comparator;
import org.apache.iceberg.Schema;

/** Where the rows of a schema say which partition and offset they are of. */
final class RowPlace {
    private final int partitionPosition;
    private final int offsetPosition;

    RowPlace(Schema schema) {
        this.partitionPosition = schema.columns().indexOf(schema.findField(MasterSchema.PARTITION));
        this.offsetPosition = schema.columns().indexOf(schema.findField(MasterSchema.OFFSET));
    }

    /** Returns the schema of rows that say nothing else. */
    static Schema schemaIn(Schema table) {
        return table.select(MasterSchema.PARTITION, MasterSchema.OFFSET);
    }

    int partition(TableRow row) {
        return row.integer(partitionPosition);
    }

    long offset(TableRow row) {
        return row.longValue(offsetPosition);
    }

    Comparator<TableRow> order() {
        return Comparator.comparingInt(this::partition).thenComparingLong(this::offset);
    }
}
