package io.lambdagrid.record;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.util.Utf8;

/**
 * Turns what Avro has read for one field into a column's value. Strict like {@link JsonValue}: nothing is rounded or
 * guessed, only digits beyond the microsecond are cut off. Not thread-safe.
 */
final class AvroValue {
    /** Enough for any number of 38 digits, with room for idle leading bytes. */
    private static final int MAX_DECIMAL_BYTES = 32;

    private final Column column;
    private final AvroForm form;
    private final Schema schema;
    private final CharsetDecoder strictUtf8 = StandardCharsets.UTF_8.newDecoder();

    /** Takes the type of the field, without its null branch. */
    AvroValue(Column column, AvroForm form, Schema schema) {
        this.column = column;
        this.form = form;
        this.schema = schema;
    }

    Object read(Object datum) {
        try {
            return switch (column.type().kind()) {
                case BOOLEAN, INTEGER, DATE -> datum;
                case BIGINT -> ((Number) datum).longValue();
                case DOUBLE -> finite(((Number) datum).doubleValue());
                case DECIMAL -> decimal(datum);
                case VARCHAR -> text(datum);
                case TIMESTAMP -> timestamp((Long) datum);
            };
        } catch (ArithmeticException e) {
            throw UnreadableRecordException.mismatch(column, shown(datum));
        }
    }

    private String shown(Object datum) {
        boolean isNumber = form == AvroForm.DECIMAL && bytes(datum).length <= MAX_DECIMAL_BYTES;
        return isNumber ? unscaled(datum).toString() : datum.toString();
    }

    private static Double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException();
        }
        return value;
    }

    private BigDecimal decimal(Object datum) {
        ColumnType type = column.type();
        BigDecimal value =
                form == AvroForm.DECIMAL ? unscaled(datum) : BigDecimal.valueOf(((Number) datum).longValue());
        BigDecimal scaled = value.setScale(type.scale());
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException();
        }
        return scaled;
    }

    private BigDecimal unscaled(Object datum) {
        byte[] bytes = bytes(datum);
        if (bytes.length == 0 || bytes.length > MAX_DECIMAL_BYTES) {
            throw new UnreadableRecordException("Column '" + column.name() + "' must be " + column.type()
                    + ", but is a number of " + bytes.length + " bytes.");
        }
        int scale = ((LogicalTypes.Decimal) schema.getLogicalType()).getScale();
        return new BigDecimal(new BigInteger(bytes), scale);
    }

    private static byte[] bytes(Object datum) {
        if (datum instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        ByteBuffer buffer = (ByteBuffer) datum;
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Avro itself would put a question mark where the bytes are not UTF-8. */
    private String text(Object datum) {
        if (!(datum instanceof Utf8 utf8)) {
            return datum.toString();
        }
        try {
            return strictUtf8
                    .decode(ByteBuffer.wrap(utf8.getBytes(), 0, utf8.getByteLength()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableRecordException("Column '" + column.name() + "' is not UTF-8 text.");
        }
    }

    private Long timestamp(long value) {
        return switch (form) {
            case TIMESTAMP_MILLIS -> Math.multiplyExact(value, 1000L);
            case TIMESTAMP_NANOS -> Math.floorDiv(value, 1000L);
            case TIMESTAMP_MICROS, BOOLEAN, INT, LONG, FLOATING, TEXT, DECIMAL, DATE -> value;
        };
    }
}
