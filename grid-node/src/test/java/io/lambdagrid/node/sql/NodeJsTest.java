package io.lambdagrid.node.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.node.sql.NodeJs.Answer;
import io.lambdagrid.node.sql.NodeJs.Parameter;
import io.lambdagrid.node.sql.NodeJs.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Views through the official Node.js client; DuckDB says what they have to hold. */
class NodeJsTest {
    private static SqlGrid grid;

    @BeforeAll
    static void start() throws Exception {
        grid = SqlGrid.get();
    }

    @Test
    void views_are_listed_and_rows_with_a_column_of_each_type_are_those_that_duckdb_computes() throws Exception {
        List<Answer> answers = NodeJs.ask(grid, Statement.of("SHOW MAPPINGS"), Statement.of("""
                        SELECT product, sales, revenue, weight, largest, units, all_gifts, first_day, last_sale,
                          last_status
                        FROM sales_by_product"""));

        assertThat(answers.get(0).rows()).contains(List.of(SqlGrid.VIEW), List.of(SqlGrid.BY_HOUR));
        assertThat(answers.get(1).columns())
                .containsExactly(
                        List.of("product", "VARCHAR"),
                        List.of("sales", "BIGINT"),
                        List.of("revenue", "DECIMAL"),
                        List.of("weight", "DOUBLE"),
                        List.of("largest", "INTEGER"),
                        List.of("units", "BIGINT"),
                        List.of("all_gifts", "BOOLEAN"),
                        List.of("first_day", "DATE"),
                        List.of("last_sale", "TIMESTAMP"),
                        List.of("last_status", "VARCHAR"));
        assertThat(comparable(answers.get(1).rows())).hasSize(40).containsExactlyInAnyOrderElementsOf(duckDb("""
                        SELECT product, count(*), sum(amount), avg(weight), max(quantity), max(units), bool_and(gift),
                          min(sold_on), max(sold_at), max(status)
                        FROM sales GROUP BY product"""));
    }

    @Test
    void rows_are_looked_up_by_key_joined_sorted_and_limited_with_parameters() throws Exception {
        List<Answer> answers = NodeJs.ask(
                grid,
                Statement.of("SELECT product, sales FROM sales_by_product WHERE __key = ?", text("Käse\\|süß")),
                Statement.of(
                        """
                        SELECT v.product, v.revenue, g.gifts
                        FROM sales_by_product AS v JOIN gifts_by_product AS g ON v.__key = g.__key
                        WHERE v.sales > ? AND v.revenue < ? AND v.first_day = ? AND v.last_sale > ? AND v.all_gifts = ?
                        ORDER BY v.revenue DESC LIMIT 3
                        """,
                        new Parameter("BIGINT", "49"),
                        new Parameter("DECIMAL", "2400.00"),
                        new Parameter("DATE", "2026-03-01"),
                        new Parameter("TIMESTAMP", "2026-03-01T01:00:00"),
                        new Parameter("BOOLEAN", false)));

        assertThat(comparable(answers.get(0).rows()))
                .isEqualTo(duckDb("SELECT product, count(*) FROM sales WHERE product = 'Käse|süß' GROUP BY product"));
        assertThat(comparable(answers.get(1).rows())).hasSize(3).isEqualTo(duckDb("""
                        SELECT product, sum(amount), count(*) FILTER (WHERE gift) FROM sales GROUP BY product
                        HAVING count(*) > 49 AND sum(amount) < 2400 AND min(sold_on) = DATE '2026-03-01'
                          AND max(sold_at) > TIMESTAMP '2026-03-01 01:00:00' AND NOT bool_and(gift)
                        ORDER BY sum(amount) DESC LIMIT 3"""));
    }

    @Test
    void wrong_statement_is_answered_with_what_is_wrong() throws Exception {
        List<Answer> answers = NodeJs.ask(
                grid,
                Statement.of("SELECT amuont FROM sales_by_product"),
                Statement.of("SELECT sales FROM sales_by_product WHERE sales = ?"));

        assertThat(answers)
                .extracting(Answer::error)
                .containsExactly(
                        "From line 1, column 8 to line 1, column 13: Column 'amuont' not found in any table",
                        "Unexpected parameter count: expected 1, got 0");
    }

    @Test
    void sample_of_the_documentation_runs() throws Exception {
        Matcher sample = Pattern.compile("(?s)```js\\n(.*?)```").matcher(Files.readString(Path.of("../docs/sql.md")));
        assertThat(sample.find()).isTrue();

        String printed = NodeJs.run(sample.group(1)
                .replace("127.0.0.1:5701", grid.address())
                .replace("'lambda-grid'", "'" + grid.clusterName() + "'")
                .replace("revenue_by_product", SqlGrid.VIEW)
                .replace("orders", "sales"));

        assertThat(printed.lines()).hasSize(3).allMatch(line -> line.matches("\\S+ 50 \\d+\\.\\d\\d"));
    }

    private static Parameter text(String value) {
        return new Parameter("VARCHAR", value);
    }

    private static List<List<@Nullable Object>> duckDb(String sql) throws Exception {
        try (Connection database = SqlGrid.duckDb()) {
            return comparable(Rows.of(database, sql));
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** JavaScript has one kind of number, and no types for what else it prints. */
    private static List<List<@Nullable Object>> comparable(@Nullable List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (List<@Nullable Object> row : rows == null ? List.<List<@Nullable Object>>of() : rows) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Object value : row) {
                values.add(comparable(value));
            }
            all.add(values);
        }
        return all;
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer || value instanceof Double) {
            return ((Number) value).doubleValue();
        }
        return value instanceof LocalDateTime time
                ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
                : value.toString();
    }
}
