package io.lambdagrid.sql;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Temporal;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Generated orders, and DuckDB with the same orders in a table: what the field's own engine says about them. */
final class DuckDbOrders implements AutoCloseable {
    private static final String[] COUNTRIES = {"de", "DE", "fr", " at ", "a%b", "a_b", "", "Łódź", "日本", "😀x"};
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final Connection connection;
    private final List<@Nullable Object[]> rows;

    DuckDbOrders(int count, long seed) throws SQLException {
        Random random = new Random(seed);
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        this.rows = IntStream.range(0, count).mapToObj(i -> row(random)).toList();
        String columns = Shop.ORDERS.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("CREATE TABLE orders (position INTEGER, " + columns + ")");
        }
        insert();
    }

    List<@Nullable Object[]> rows() {
        return rows;
    }

    /** Numbers small enough that no expression of the tests overflows; times on both sides of 1970. */
    private static @Nullable Object[] row(Random random) {
        @Nullable
        Object[] row = {
            COUNTRIES[random.nextInt(COUNTRIES.length)],
            random.nextInt(-20, 21),
            random.nextLong(-1_000_000, 1_000_001),
            random.nextInt(-4000, 4000) / 8.0,
            BigDecimal.valueOf(random.nextLong(-100_000, 100_001), 2),
            random.nextBoolean(),
            random.nextInt(-20_000, 30_000),
            random.nextLong(-20_000 * MICROS_PER_DAY, 30_000 * MICROS_PER_DAY),
            BigDecimal.valueOf(random.nextLong(-20_000, 20_001), 4),
        };
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextInt(6) == 0 ? null : row[i];
        }
        return row;
    }

    private void insert() throws SQLException {
        List<Column> columns = Shop.ORDERS.columns();
        String marks = columns.stream()
                .map(column -> "CAST(? AS " + column.type() + ")")
                .collect(Collectors.joining(", "));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO orders VALUES (?, " + marks + ")")) {
            for (int position = 0; position < rows.size(); position++) {
                insert.setInt(1, position);
                for (int i = 0; i < columns.size(); i++) {
                    Object value = Temporal.toExternal(
                            rows.get(position)[i], columns.get(i).type());
                    insert.setString(i + 2, value == null ? null : value.toString());
                }
                insert.execute();
            }
        }
    }

    /** Returns the value of an expression for each row, in the Java form of the type. */
    List<@Nullable Object> evaluate(String expression, ColumnType type) throws SQLException {
        String cast = switch (type.kind()) {
            // Left as it is, so that a value of another scale is seen.
            case DECIMAL -> expression;
            case DATE -> "date_diff('day', DATE '1970-01-01', CAST(" + expression + " AS DATE))";
            case TIMESTAMP -> "epoch_us(" + expression + ")";
            case BOOLEAN, INTEGER, BIGINT, DOUBLE, VARCHAR -> expression;
        };
        List<@Nullable Object> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + cast + " FROM orders ORDER BY position")) {
            while (result.next()) {
                values.add(result.getObject(1));
            }
        }
        return values;
    }

    /** Returns what a query over the orders answers, each row as a list. */
    List<List<@Nullable Object>> query(String sql) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
