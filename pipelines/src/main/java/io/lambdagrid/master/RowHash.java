package io.lambdagrid.master;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.datasketches.memory.XxHash;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;

/**
 * A 64-bit hash of everything a row of the table holds. Fields count by their Iceberg id and absent ones not at all, so
 * that it stays the same when columns are added, renamed or widened.
 */
final class RowHash {
    private final int[] fieldIds;

    RowHash(Schema schema) {
        this.fieldIds = schema.columns().stream().mapToInt(NestedField::fieldId).toArray();
    }

    long of(TableRow row) {
        long hash = 0;
        for (int i = 0; i < fieldIds.length; i++) {
            Object value = row.value(i);
            if (value != null) {
                hash = of(value, XxHash.hashLong(fieldIds[i], hash));
            }
        }
        return hash;
    }

    private static long of(Object value, long seed) {
        if (value instanceof Long || value instanceof Integer) {
            return XxHash.hashLong(((Number) value).longValue(), seed);
        }
        if (value instanceof Double number) {
            return XxHash.hashLong(Double.doubleToLongBits(number), seed);
        }
        if (value instanceof Boolean truth) {
            return XxHash.hashLong(truth ? 1 : 0, seed);
        }
        if (value instanceof BigDecimal decimal) {
            return of(decimal.unscaledValue().toByteArray(), XxHash.hashLong(decimal.scale(), seed));
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return of(copy, seed);
        }
        if (value instanceof CharSequence text) {
            return of(text.toString().getBytes(StandardCharsets.UTF_8), seed);
        }
        throw new IllegalArgumentException("The table has no values such as '" + value + "'");
    }

    private static long of(byte[] bytes, long seed) {
        // The length keeps apart what would otherwise be an empty value and the seed itself.
        return XxHash.hashByteArr(bytes, 0, bytes.length, XxHash.hashLong(bytes.length, seed));
    }
}
