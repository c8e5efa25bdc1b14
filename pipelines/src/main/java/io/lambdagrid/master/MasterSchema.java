package io.lambdagrid.master;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The columns of a dataset's table: the declared ones, then ours, whose names begin with an underscore and so never
 * meet a declared one.
 */
final class MasterSchema {
    static final String PARTITION = "_partition";
    static final String OFFSET = "_offset";
    static final String INGESTED_AT = "_ingested_at";
    /** NULL for an accepted record, else why it was rejected; the declared columns are NULL then. */
    static final String REJECTED = "_rejected";
    /** The bytes of an accepted record, when the dataset keeps them. */
    static final String RAW = "_raw";
    /** The bytes of a rejected record; apart from {@link #RAW}, so that showing the few does not read the many. */
    static final String REJECTED_RAW = "_rejected_raw";

    private MasterSchema() {}

    static Schema of(Dataset dataset) {
        List<NestedField> fields = new ArrayList<>();
        for (Column column : dataset.columns()) {
            fields.add(NestedField.optional(fields.size() + 1, column.name(), icebergType(column.type())));
        }
        fields.add(NestedField.required(fields.size() + 1, PARTITION, Types.IntegerType.get()));
        fields.add(NestedField.required(fields.size() + 1, OFFSET, Types.LongType.get()));
        fields.add(NestedField.required(fields.size() + 1, INGESTED_AT, Types.TimestampType.withZone()));
        fields.add(NestedField.optional(fields.size() + 1, REJECTED, Types.StringType.get()));
        fields.add(NestedField.optional(fields.size() + 1, REJECTED_RAW, Types.BinaryType.get()));
        if (dataset.keepsRaw()) {
            fields.add(NestedField.optional(fields.size() + 1, RAW, Types.BinaryType.get()));
        }
        return new Schema(fields);
    }

    static Type icebergType(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Types.BooleanType.get();
            case INTEGER -> Types.IntegerType.get();
            case BIGINT -> Types.LongType.get();
            case DOUBLE -> Types.DoubleType.get();
            case DECIMAL -> Types.DecimalType.of(type.precision(), type.scale());
            case VARCHAR -> Types.StringType.get();
            case DATE -> Types.DateType.get();
            case TIMESTAMP -> Types.TimestampType.withoutZone();
        };
    }

    /**
     * Checks that a table was made for this dataset: the same columns in the same order.
     *
     * @throws GridException LG-111 naming the first column that differs
     */
    static void requireSame(Dataset dataset, Schema table) {
        List<NestedField> declared = of(dataset).columns();
        List<NestedField> found = table.columns();
        for (int i = 0; i < Math.max(declared.size(), found.size()); i++) {
            String expected = i < declared.size() ? describe(declared.get(i)) : "nothing";
            String actual = i < found.size() ? describe(found.get(i)) : "nothing";
            if (!expected.equals(actual)) {
                throw new GridException(
                        GridError.CONFIG_INVALID_VALUE,
                        "Dataset '" + dataset.name() + "' declares " + expected + " as its column " + (i + 1)
                                + ", but its master dataset has " + actual
                                + " there. Declare the columns as they were when the master dataset was created.");
            }
        }
    }

    private static String describe(NestedField field) {
        return "'" + field.name() + " " + field.type() + "'";
    }
}
