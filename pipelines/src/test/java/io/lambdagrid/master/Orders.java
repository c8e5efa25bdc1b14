package io.lambdagrid.master;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A small dataset, and files of it. */
final class Orders {
    static final String TOPIC_ID = "Gp3xqTopicId";
    static final Dataset DATASET = new Dataset(
            "orders",
            "orders",
            RecordFormat.JSON,
            List.of(new Column("id", ColumnType.BIGINT), new Column("ordered_at", ColumnType.TIMESTAMP)),
            "ordered_at",
            true);
    static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");

    private Orders() {}

    static MasterLocation location(Path folder) {
        return new MasterLocation(folder.toUri(), Map.of());
    }

    static Coverage coverage(Map<Integer, Long> ends) {
        return Coverage.of(TOPIC_ID, ends);
    }

    /** Writes one file with the given offsets of one partition; the id of an order is its offset. */
    static WrittenFile file(MasterTable table, int partition, long from, long end) {
        MasterFileWriter writer = table.newFile();
        for (long offset = from; offset < end; offset++) {
            byte[] raw = ("{\"id\":" + offset + "}").getBytes(StandardCharsets.UTF_8);
            writer.accept(partition, offset, NOW, new Object[] {offset, 1_000_000L * offset}, raw);
        }
        return writer.close();
    }

    static TableSnapshot append(MasterTable table, int partition, long from, long end) {
        WrittenFile file = file(table, partition, from, end);
        return table.append(List.of(file), CoverageAdvance.of(file.ranges()));
    }
}
