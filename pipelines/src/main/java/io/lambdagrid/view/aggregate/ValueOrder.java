package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Values of one type: their order and their durable form. */
final class ValueOrder {
    private ValueOrder() {}

    /**
     * Compares two values of one type. FALSE is before TRUE; -0.0 before 0.0 and NaN after everything; texts are in the
     * order of their code points, which is the order of their UTF-8 bytes and knows no locale.
     */
    static int compare(Object left, Object right, ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
            case INTEGER, DATE -> Integer.compare((Integer) left, (Integer) right);
            case BIGINT, TIMESTAMP -> Long.compare((Long) left, (Long) right);
            case DOUBLE -> Double.compare((Double) left, (Double) right);
            case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
            case VARCHAR -> compareCodePoints((String) left, (String) right);
        };
    }

    /** Unlike {@link String#compareTo}, puts surrogates, which stand for the highest code points, last. */
    private static int compareCodePoints(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    static void write(Object value, ColumnType type, DataOutput out) throws IOException {
        switch (type.kind()) {
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case INTEGER, DATE -> Varint.writeSigned((Integer) value, out);
            case BIGINT, TIMESTAMP -> Varint.writeSigned((Long) value, out);
            case DOUBLE -> out.writeDouble((Double) value);
            case DECIMAL ->
                Varint.writeBytes(((BigDecimal) value).unscaledValue().toByteArray(), out);
            case VARCHAR -> Varint.writeBytes(((String) value).getBytes(StandardCharsets.UTF_8), out);
        }
    }

    static Object read(ColumnType type, DataInput in) throws IOException {
        return switch (type.kind()) {
            case BOOLEAN -> in.readBoolean();
            case INTEGER, DATE -> Math.toIntExact(Varint.readSigned(in));
            case BIGINT, TIMESTAMP -> Varint.readSigned(in);
            case DOUBLE -> in.readDouble();
            case DECIMAL -> new BigDecimal(new BigInteger(Varint.readBytes(in)), type.scale());
            case VARCHAR -> new String(Varint.readBytes(in), StandardCharsets.UTF_8);
        };
    }
}
