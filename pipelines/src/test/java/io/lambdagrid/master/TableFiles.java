package io.lambdagrid.master;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** What a table holds, as Iceberg's own generic reader sees it. */
final class TableFiles {
    private TableFiles() {}

    /** Returns the offsets of one partition that the newest snapshot holds, sorted, repeated ones repeated. */
    static List<Long> offsets(MasterTable table, int partition) {
        List<Long> offsets = new ArrayList<>();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table.table())
                .where(Expressions.equal(MasterSchema.PARTITION, partition))
                .select(MasterSchema.PARTITION, MasterSchema.OFFSET)
                .build()) {
            rows.forEach(row -> offsets.add((Long) row.getField(MasterSchema.OFFSET)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return offsets.stream().sorted().toList();
    }

    static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }
}
