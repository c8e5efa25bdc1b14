package io.lambdagrid.master;

import io.lambdagrid.view.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
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
    /** The bytes of an accepted record; NULL when the dataset does not keep them. */
    static final String RAW = "_raw";
    /** The bytes of a rejected record; apart from {@link #RAW}, so that showing the few does not read the many. */
    static final String REJECTED_RAW = "_rejected_raw";
    /** The number of the {@link TableDefinition} that the row was written under. */
    static final String DEFINITION = "_definition";

    private final TableDefinition definition;
    private final Schema before;
    private int lastId;

    private MasterSchema(TableDefinition definition, Schema before, int lastId) {
        this.definition = definition;
        this.before = before;
        this.lastId = lastId;
    }

    /** Returns the fields of a new table. */
    static Schema of(TableDefinition definition) {
        return new MasterSchema(definition, new Schema(), definition.columns().size()).schema();
    }

    /**
     * Returns the fields of a table whose dataset has got another definition. What the definition does not speak of
     * keeps its id.
     *
     * @param lastId the highest id that a field of the table ever had
     */
    static Schema of(TableDefinition definition, Schema before, int lastId) {
        int declared = definition.columns().stream()
                .mapToInt(TableDefinition.TableColumn::id)
                .max()
                .orElse(0);
        return new MasterSchema(definition, before, Math.max(lastId, declared)).schema();
    }

    /**
     * Returns the fields that rows of a table may have: those of today, and those that are declared no more, for what
     * was archived stays. The latter have names of their own, because others may have theirs by now.
     */
    static Schema ofAllRows(Table table) {
        List<NestedField> fields = new ArrayList<>(table.schema().columns());
        Set<Integer> known = new HashSet<>();
        fields.forEach(field -> known.add(field.fieldId()));
        // Newest first: that is where a field had its widest type.
        for (Schema former : new TreeMap<>(table.schemas()).descendingMap().values()) {
            for (NestedField field : former.columns()) {
                if (known.add(field.fieldId())) {
                    fields.add(NestedField.optional(field.fieldId(), "_removed_" + field.fieldId(), field.type()));
                }
            }
        }
        return new Schema(fields);
    }

    private Schema schema() {
        List<NestedField> fields = new ArrayList<>();
        definition
                .columns()
                .forEach(column -> fields.add(NestedField.optional(
                        column.id(),
                        column.column().name(),
                        icebergType(column.column().type()))));
        fields.add(NestedField.required(id(PARTITION), PARTITION, Types.IntegerType.get()));
        fields.add(NestedField.required(id(OFFSET), OFFSET, Types.LongType.get()));
        fields.add(NestedField.required(id(INGESTED_AT), INGESTED_AT, Types.TimestampType.withZone()));
        fields.add(NestedField.optional(id(REJECTED), REJECTED, Types.StringType.get()));
        fields.add(NestedField.optional(id(REJECTED_RAW), REJECTED_RAW, Types.BinaryType.get()));
        fields.add(NestedField.required(id(DEFINITION), DEFINITION, Types.IntegerType.get()));
        fields.add(NestedField.optional(id(RAW), RAW, Types.BinaryType.get()));
        return new Schema(fields);
    }

    private int id(String name) {
        NestedField known = before.findField(name);
        return known == null ? ++lastId : known.fieldId();
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
}
