package io.lambdagrid.node.demo;

import io.lambdagrid.stack.DuckDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the views of the example have to say, computed by DuckDB from the very bytes that were sent. The views' SQL is
 * written here once more, by hand, so that a mistake in reading the configuration would show.
 */
final class DuckDbAnswers implements AutoCloseable {
    private final Connection database;

    private DuckDbAnswers(Connection database) {
        this.database = database;
    }

    /** Loads a {@link Journal}'s file. */
    static DuckDbAnswers over(Path journal) throws SQLException {
        DuckDbAnswers answers = new DuckDbAnswers(DuckDb.connect());
        try (Statement statement = answers.database.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("""
                    CREATE TABLE orders AS
                    SELECT "partition", "offset", unnest("value")
                    FROM read_json('%s', format = 'newline_delimited', columns = {
                      "partition": 'INTEGER',
                      "offset": 'BIGINT',
                      "value": 'STRUCT(order_id BIGINT, customer BIGINT, product VARCHAR, country VARCHAR,
                        status VARCHAR, amount DECIMAL(12,2), quantity INTEGER, ordered_at TIMESTAMP)'
                    })""".formatted(journal.toString().replace("'", "''")));
        }
        return answers;
    }

    /** Returns how many records were loaded, each place in the log counted once. */
    long records() throws SQLException {
        long[] count = new long[1];
        query(
                "SELECT count(*) FROM (SELECT DISTINCT \"partition\", \"offset\" FROM orders)",
                row -> count[0] = row.getLong(1));
        return count[0];
    }

    ViewRows revenueByProduct() throws SQLException {
        return rows(1, """
                SELECT product, count(*), sum(amount)
                FROM orders WHERE status <> 'CANCELLED' GROUP BY product""");
    }

    ViewRows revenueByProductAndHour() throws SQLException {
        return rows(2, """
                SELECT product, date_trunc('hour', ordered_at), count(*), sum(amount)
                FROM orders WHERE status <> 'CANCELLED' GROUP BY product, date_trunc('hour', ordered_at)""");
    }

    /** Returns the estimates that one sketch makes of each country's distinct customers. */
    ViewRows uniqueCustomersByCountry() throws SQLException {
        Map<@Nullable String, DistinctEstimate<?>> estimates = new LinkedHashMap<>();
        query(
                "SELECT DISTINCT country, customer FROM orders ORDER BY country, customer",
                row -> estimates
                        .computeIfAbsent(row.getString(1), country -> DistinctEstimate.ofNothing())
                        .add(row.getLong(2)));
        ViewRows rows = new ViewRows(1);
        estimates.forEach((country, estimate) -> rows.add(listOf(country, estimate.estimate())));
        return rows;
    }

    /** Returns the exact number of customers of each country. */
    Map<@Nullable String, Long> exactCustomersByCountry() throws SQLException {
        Map<@Nullable String, Long> counts = new HashMap<>();
        query(
                "SELECT country, count(DISTINCT customer) FROM orders GROUP BY country",
                row -> counts.put(row.getString(1), row.getLong(2)));
        return counts;
    }

    private ViewRows rows(int keyColumns, String sql) throws SQLException {
        ViewRows rows = new ViewRows(keyColumns);
        query(sql, row -> {
            @Nullable Object[] values = new @Nullable Object[row.getMetaData().getColumnCount()];
            for (int i = 0; i < values.length; i++) {
                Object value = row.getObject(i + 1);
                values[i] = value instanceof Timestamp ? row.getObject(i + 1, LocalDateTime.class) : value;
            }
            rows.add(listOf(values));
        });
        return rows;
    }

    private static List<@Nullable Object> listOf(@Nullable Object... values) {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (Object value : values) {
            list.add(value);
        }
        return list;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, RowReader reader) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
