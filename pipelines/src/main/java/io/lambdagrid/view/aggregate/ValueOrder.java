package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.TextOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Consumer;

/** Values of one type: their order and their durable form. */
final class ValueOrder {
    private ValueOrder() {}

    /**
     * Compares two values of one type. FALSE is before TRUE; -0.0 before 0.0 and NaN after everything; texts are in
     * {@link TextOrder}.
     */
    static int compare(Object left, Object right, ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
            case INTEGER, DATE -> Integer.compare((Integer) left, (Integer) right);
            case BIGINT, TIMESTAMP -> Long.compare((Long) left, (Long) right);
            case DOUBLE -> Double.compare((Double) left, (Double) right);
            case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
            case VARCHAR -> TextOrder.compare((String) left, (String) right);
        };
    }

    static Comparator<Object> comparator(ColumnType type) {
        return (left, right) -> compare(left, right, type);
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

    /** Writes different values in their order; whole numbers and times as the distance from the one before. */
    static void writeSorted(Collection<Object> values, ColumnType type, DataOutput out) throws IOException {
        Varint.write(values.size(), out);
        long previous = 0;
        boolean first = true;
        for (Object value : values) {
            if (first || !isWhole(type)) {
                write(value, type, out);
            } else {
                Varint.write(((Number) value).longValue() - previous, out);
            }
            previous = isWhole(type) ? ((Number) value).longValue() : 0;
            first = false;
        }
    }

    /** Reads what {@link #writeSorted} wrote. */
    static void readSorted(ColumnType type, DataInput in, Consumer<Object> to) throws IOException {
        long size = Varint.read(in);
        long previous = 0;
        for (long i = 0; i < size; i++) {
            Object value = i == 0 || !isWhole(type) ? read(type, in) : whole(previous + Varint.read(in), type);
            previous = isWhole(type) ? ((Number) value).longValue() : 0;
            to.accept(value);
        }
    }

    private static boolean isWhole(ColumnType type) {
        return switch (type.kind()) {
            case INTEGER, BIGINT, DATE, TIMESTAMP -> true;
            case BOOLEAN, DOUBLE, DECIMAL, VARCHAR -> false;
        };
    }

    private static Object whole(long value, ColumnType type) {
        boolean isInt = type.kind() == ColumnType.Kind.INTEGER || type.kind() == ColumnType.Kind.DATE;
        return isInt ? (Object) Math.toIntExact(value) : (Object) value;
    }
}
