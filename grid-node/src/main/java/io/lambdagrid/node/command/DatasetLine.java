package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the cluster knows of one dataset. */
final class DatasetLine {
    static final List<String> TITLES =
            List.of("dataset", "topic", "partitions", "views", "log_end", "archived", "seam", "applied", "lag");

    private static final String VIEWS = "SELECT dataset, COUNT(*) AS views FROM lambda_views GROUP BY dataset";
    private static final String PARTITIONS = "SELECT * FROM lambda_partitions ORDER BY dataset, kafka_partition";

    private final String name;
    private final List<Row> partitions = new ArrayList<>();
    private long views;

    private DatasetLine(String name) {
        this.name = name;
    }

    /** Returns all datasets that have views, or a topic that was seen, by their names. */
    static Collection<DatasetLine> all(LambdaGrid grid) {
        Map<String, DatasetLine> lines = new TreeMap<>();
        try (SqlResult result = grid.sql(VIEWS)) {
            result.forEach(row -> of(row, lines).views = row.longValue("views"));
        }
        try (SqlResult result = grid.sql(PARTITIONS)) {
            result.forEach(row -> of(row, lines).partitions.add(row));
        }
        return lines.values();
    }

    private static DatasetLine of(Row row, Map<String, DatasetLine> lines) {
        return lines.computeIfAbsent(row.text("dataset"), DatasetLine::new);
    }

    String name() {
        return name;
    }

    /** Returns the topic; null while nobody has seen it. */
    @Nullable
    String topic() {
        return partitions.isEmpty() ? null : partitions.get(0).text("topic");
    }

    /** Returns the values under {@link #TITLES}. */
    @Nullable
    Object[] values() {
        return new @Nullable Object[] {
            name,
            topic(),
            partitions.isEmpty() ? null : partitions.size(),
            views,
            sum("end_offset"),
            sum("archived"),
            sum("batch_end"),
            sum("applied_end"),
            sum("lag_records")
        };
    }

    private @Nullable Long sum(String column) {
        return partitions.isEmpty()
                ? null
                : partitions.stream().mapToLong(row -> row.longValue(column)).sum();
    }
}
