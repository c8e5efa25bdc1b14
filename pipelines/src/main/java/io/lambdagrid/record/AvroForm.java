package io.lambdagrid.record;

import io.lambdagrid.view.ColumnType;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The Avro types that can fill a column, each with one meaning. */
enum AvroForm {
    BOOLEAN,
    INT,
    LONG,
    FLOATING,
    TEXT,
    DECIMAL,
    DATE,
    TIMESTAMP_MILLIS,
    TIMESTAMP_MICROS,
    TIMESTAMP_NANOS;

    private static final int INT_DIGITS = 10;
    private static final int LONG_DIGITS = 19;

    /** Returns the form of a type that is not a union; empty when no column can hold it. */
    static Optional<AvroForm> of(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return ofLogical(logical.getName());
        }
        return switch (schema.getType()) {
            case BOOLEAN -> Optional.of(BOOLEAN);
            case INT -> Optional.of(INT);
            case LONG -> Optional.of(LONG);
            case FLOAT, DOUBLE -> Optional.of(FLOATING);
            case STRING, ENUM -> Optional.of(TEXT);
            case NULL, BYTES, FIXED, ARRAY, MAP, RECORD, UNION -> Optional.empty();
        };
    }

    private static Optional<AvroForm> ofLogical(String name) {
        return switch (name) {
            case "decimal" -> Optional.of(DECIMAL);
            case "date" -> Optional.of(DATE);
            case "timestamp-millis", "local-timestamp-millis" -> Optional.of(TIMESTAMP_MILLIS);
            case "timestamp-micros", "local-timestamp-micros" -> Optional.of(TIMESTAMP_MICROS);
            case "timestamp-nanos", "local-timestamp-nanos" -> Optional.of(TIMESTAMP_NANOS);
            default -> Optional.empty();
        };
    }

    /** Returns whether every value of an Avro type of this form has its own place in a column of {@code type}. */
    boolean fills(ColumnType type, Schema schema) {
        return switch (type.kind()) {
            case BOOLEAN -> this == BOOLEAN;
            case INTEGER -> this == INT;
            case BIGINT -> this == INT || this == LONG;
            case DOUBLE -> this == INT || this == FLOATING;
            case DECIMAL -> fillsDecimal(type, schema);
            case VARCHAR -> this == TEXT;
            case DATE -> this == DATE;
            case TIMESTAMP -> this == TIMESTAMP_MILLIS || this == TIMESTAMP_MICROS || this == TIMESTAMP_NANOS;
        };
    }

    private boolean fillsDecimal(ColumnType type, Schema schema) {
        int wholeDigits = type.precision() - type.scale();
        return switch (this) {
            case INT -> wholeDigits >= INT_DIGITS;
            case LONG -> wholeDigits >= LONG_DIGITS;
            case DECIMAL -> {
                LogicalTypes.Decimal decimal = (LogicalTypes.Decimal) schema.getLogicalType();
                yield decimal.getScale() <= type.scale() && decimal.getPrecision() - decimal.getScale() <= wholeDigits;
            }
            case BOOLEAN, FLOATING, TEXT, DATE, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS -> false;
        };
    }

    /** Returns a type as messages show it, such as {@code bytes (decimal(10,2))}. */
    static String describe(Schema schema) {
        if (schema.isUnion()) {
            return "a union of "
                    + String.join(
                            " and ",
                            schema.getTypes().stream().map(AvroForm::describe).toList());
        }
        LogicalType logical = schema.getLogicalType();
        String type = schema.getType().getName();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return type + " (decimal(" + decimal.getPrecision() + "," + decimal.getScale() + "))";
        }
        return logical == null ? type : type + " (" + logical.getName() + ")";
    }
}
