package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowHashTest {
    private static long hash(Map<Integer, Object> valuesById) {
        Schema schema = new Schema(valuesById.keySet().stream()
                .sorted()
                .map(id -> NestedField.optional(id, "f" + id, Types.LongType.get()))
                .toList());
        TableRow row = new TableRow(valuesById.size());
        List<NestedField> fields = schema.columns();
        for (int i = 0; i < fields.size(); i++) {
            row.set(i, valuesById.get(fields.get(i).fieldId()));
        }
        return new RowHash(schema).of(row);
    }

    @Test
    void every_value_and_its_place_count() {
        List<Map<Integer, Object>> rows = List.of(
                Map.of(1, 1L),
                Map.of(2, 1L),
                Map.of(1, 2L),
                Map.of(1, 1L, 2, 2L),
                Map.of(1, 2L, 2, 1L),
                Map.of(1, ""),
                Map.of(1, "a"),
                Map.of(1, "", 2, "a"),
                Map.of(1, "a", 2, ""),
                Map.of(1, ByteBuffer.wrap(new byte[] {1, 2})),
                Map.of(1, new BigDecimal("1.0")),
                Map.of(1, new BigDecimal("1.00")),
                Map.of(1, 0.0),
                Map.of(1, -0.0),
                Map.of());
        Set<Long> hashes = new HashSet<>();
        rows.forEach(row -> hashes.add(hash(row)));

        assertThat(hashes).hasSameSizeAs(rows);
    }

    @Test
    void wider_type_and_column_that_was_added_change_nothing() {
        Schema wider = new Schema(
                NestedField.optional(1, "renamed", Types.LongType.get()),
                NestedField.optional(9, "added", Types.StringType.get()));
        TableRow row = new TableRow(2);
        @Nullable Object nothing = null;
        row.set(0, 7L);
        row.set(1, nothing);

        assertThat(new RowHash(wider).of(row)).isEqualTo(hash(Map.of(1, 7)));
    }

    @Test
    void contents_are_read_as_they_were_written() {
        TableContents contents = TableContents.of(Map.of(-1, new Tally(3, -1), 12, new Tally(Long.MAX_VALUE, 0)));

        assertThat(TableContents.parse(contents.toString())).isEqualTo(contents);
        assertThat(TableContents.parse("")).isEqualTo(TableContents.NOTHING);
        assertThat(contents).hasToString("-1=3:ffffffffffffffff,12=9223372036854775807:0");
    }
}
