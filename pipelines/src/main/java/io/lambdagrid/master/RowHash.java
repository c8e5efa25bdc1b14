package io.lambdagrid.master;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.memory.XxHash;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;

/**
 * A 64-bit hash of everything a row of the table holds. Fields count by their Iceberg id and absent ones not at all, so
 * that it stays the same when columns are added, moved, renamed or widened.
 */
final class RowHash {
    /** In the order of the ids, each with the position of its field in a row. */
    private final SortedMap<Integer, Integer> positionsById = new TreeMap<>();

    RowHash(Schema schema) {
        List<NestedField> fields = schema.columns();
        for (int i = 0; i < fields.size(); i++) {
            positionsById.put(fields.get(i).fieldId(), i);
        }
    }

    long of(TableRow row) {
        long hash = 0;
        for (Map.Entry<Integer, Integer> field : positionsById.entrySet()) {
            Object value = row.value(field.getValue());
            if (value != null) {
                hash = of(value, XxHash.hashLong(field.getKey(), hash));
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
