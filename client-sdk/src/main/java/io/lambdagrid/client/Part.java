package io.lambdagrid.client;

import com.hazelcast.nio.serialization.FieldKind;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import io.lambdagrid.client.wire.ViewFields;

/** Which layers a row is to speak for. */
enum Part {
    MERGED(""),
    BATCH("_batch"),
    REALTIME("_realtime");

    private final String suffix;

    Part(String suffix) {
        this.suffix = suffix;
    }

    /** Returns the name under which SQL finds this part of a view. */
    String sqlName(String view) {
        return view + suffix;
    }

    /** Returns whether this part has seen a record of the row's group. */
    boolean isIn(GenericRecord row) {
        return switch (this) {
            case MERGED -> true;
            case BATCH -> row.getInt32(ViewFields.PARTS) != ViewFields.REALTIME_ONLY;
            case REALTIME -> row.getInt32(ViewFields.PARTS) != ViewFields.BATCH_ONLY;
        };
    }

    /** Returns the field that holds this part's value of a column; group columns have one field for all parts. */
    String field(GenericRecord row, String column) {
        String own = switch (this) {
            case MERGED -> column;
            case BATCH -> ViewFields.batch(column);
            case REALTIME -> ViewFields.realtime(column);
        };
        return row.getFieldKind(own) == FieldKind.NOT_AVAILABLE ? column : own;
    }
}
