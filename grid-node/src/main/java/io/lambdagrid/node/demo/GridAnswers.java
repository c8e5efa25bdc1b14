package io.lambdagrid.node.demo;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the grid says, asked through the SDK like any application does. */
final class GridAnswers {
    private final LambdaGrid grid;

    GridAnswers(LambdaGrid grid) {
        this.grid = grid;
    }

    /** Returns all rows of a view, with all its columns in the order of its SELECT list, which begins with the key. */
    ViewRows view(String name, int keyColumns) {
        String columns = grid.view(name).columns().stream()
                .map(column -> '"' + column.name() + '"')
                .collect(Collectors.joining(", "));
        return rows(keyColumns, "SELECT " + columns + " FROM " + name);
    }

    /** Returns the places in the log of the records that could not be read. */
    ViewRows rejected() {
        return rows(
                2,
                "SELECT DISTINCT kafka_partition, kafka_offset FROM lambda_rejected WHERE dataset = ?"
                        + " AND \"view\" = ''",
                DemoServers.ORDERS);
    }

    /** Returns the end of the master dataset, by partition. */
    Map<Integer, Long> archivedEnds() {
        return ends("archived");
    }

    /** Returns the generation being served, of which there is none until all views of the example have one. */
    Optional<Long> servingGeneration() {
        try (SqlResult result =
                grid.sql("SELECT MIN(generation) FROM lambda_views WHERE dataset = ?", DemoServers.ORDERS)) {
            return result.iterator().next().value(0, Long.class).filter(generation -> generation > 0);
        }
    }

    private Map<Integer, Long> ends(String column) {
        Map<Integer, Long> ends = new TreeMap<>();
        try (SqlResult result = grid.sql(
                "SELECT kafka_partition, " + column + " FROM lambda_partitions WHERE dataset = ?",
                DemoServers.ORDERS)) {
            result.forEach(row -> row.value(1, Long.class)
                    .filter(end -> end > 0)
                    .ifPresent(end -> ends.put(row.intValue("kafka_partition"), end)));
        }
        return ends;
    }

    private ViewRows rows(int keyColumns, String sql, Object... arguments) {
        ViewRows rows = new ViewRows(keyColumns);
        try (SqlResult result = grid.sql(sql, arguments)) {
            int width = result.columns().size();
            result.forEach(row -> rows.add(values(row, width)));
        }
        return rows;
    }

    private static List<@Nullable Object> values(Row row, int width) {
        List<@Nullable Object> values = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            values.add(row.value(i));
        }
        return values;
    }
}
