package io.lambdagrid.node.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views through hazelcast-jdbc, as a BI tool reads them; DuckDB says what they have to hold. */
class JdbcTest {
    private static JdbcDriver driver;
    private static Connection views;
    private static Connection duckDb;

    @BeforeAll
    static void connect() throws Exception {
        SqlGrid grid = SqlGrid.get();
        driver = JdbcDriver.load();
        Matcher url = Pattern.compile("(?m)^jdbc:hazelcast:\\S+$").matcher(Files.readString(Path.of("../docs/sql.md")));
        assertThat(url.find()).isTrue();
        views = driver.connect(
                url.group().replace("127.0.0.1:5701", grid.address()).replace("lambda-grid", grid.clusterName()));
        duckDb = SqlGrid.duckDb();
    }

    @AfterAll
    static void close() throws SQLException, IOException {
        duckDb.close();
        views.close();
        driver.close();
    }

    @Test
    void views_are_mappings_and_their_parts_are_views() throws SQLException {
        assertThat(names("SHOW MAPPINGS")).contains(SqlGrid.VIEW, SqlGrid.GIFTS, SqlGrid.BY_HOUR, "lambda_views");
        assertThat(names("SHOW VIEWS")).contains(SqlGrid.VIEW + "_batch", SqlGrid.VIEW + "_realtime");
    }

    private static List<Object> names(String statement) throws SQLException {
        return new ArrayList<>(Rows.of(views, statement).stream()
                .<Object>map(row -> row.get(0))
                .toList());
    }

    @Test
    void metadata_lists_views_as_tables() throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        try (ResultSet found = views.getMetaData().getTables(null, null, "sales_by_%", null)) {
            while (found.next()) {
                tables.put(found.getString("TABLE_NAME"), found.getString("TABLE_TYPE"));
            }
        }

        assertThat(tables)
                .containsEntry(SqlGrid.VIEW, "MAPPING")
                .containsEntry(SqlGrid.BY_HOUR, "MAPPING")
                .containsEntry(SqlGrid.VIEW + "_batch", "VIEW")
                .containsEntry(SqlGrid.VIEW + "_realtime", "VIEW")
                .doesNotContainKey(SqlGrid.GIFTS);
    }

    @Test
    void metadata_tells_each_column_with_its_type_in_the_order_of_the_select_list() throws SQLException {
        Map<String, JDBCType> columns = new LinkedHashMap<>();
        DatabaseMetaData metadata = views.getMetaData();
        try (ResultSet found = metadata.getColumns(null, null, SqlGrid.VIEW, "%")) {
            while (found.next()) {
                columns.put(found.getString("COLUMN_NAME"), JDBCType.valueOf(found.getInt("DATA_TYPE")));
            }
        }

        assertThat(columns)
                .containsExactly(
                        Map.entry("__key", JDBCType.VARCHAR),
                        Map.entry("product", JDBCType.VARCHAR),
                        Map.entry("sales", JDBCType.BIGINT),
                        Map.entry("revenue", JDBCType.DECIMAL),
                        Map.entry("weight", JDBCType.DOUBLE),
                        Map.entry("largest", JDBCType.INTEGER),
                        Map.entry("units", JDBCType.BIGINT),
                        Map.entry("all_gifts", JDBCType.BOOLEAN),
                        Map.entry("first_day", JDBCType.DATE),
                        Map.entry("last_sale", JDBCType.TIMESTAMP),
                        Map.entry("last_status", JDBCType.VARCHAR));
    }

    @Test
    void rows_with_a_column_of_each_type_are_those_that_duckdb_computes() throws SQLException {
        assertThat(Rows.of(views, """
                        SELECT product, sales, revenue, weight, largest, units, all_gifts, first_day, last_sale,
                          last_status
                        FROM sales_by_product""")).hasSize(40).containsExactlyInAnyOrderElementsOf(Rows.of(duckDb, """
                        SELECT product, count(*), sum(amount), avg(weight), max(quantity), max(units), bool_and(gift),
                          min(sold_on), max(sold_at), max(status)
                        FROM sales GROUP BY product"""));
        assertThat(Rows.of(views, "SELECT status, sold_hour, sales, revenue FROM sales_by_status_and_hour"))
                .containsExactlyInAnyOrderElementsOf(Rows.of(duckDb, """
                        SELECT status, date_trunc('hour', sold_at), count(*), sum(amount)
                        FROM sales GROUP BY status, date_trunc('hour', sold_at)"""));
    }

    @Test
    void rows_are_sorted_and_limited() throws SQLException {
        assertThat(Rows.of(views, """
                        SELECT product, revenue FROM sales_by_product WHERE product IS NOT NULL
                        ORDER BY revenue DESC, product LIMIT 7""")).hasSize(7).isEqualTo(Rows.of(duckDb, """
                        SELECT product, sum(amount) FROM sales WHERE product IS NOT NULL
                        GROUP BY product ORDER BY sum(amount) DESC, product LIMIT 7"""));
    }

    @Test
    void views_are_joined_and_aggregated_further() throws SQLException {
        assertThat(Rows.of(views, """
                        SELECT v.product, v.sales, g.gifts
                        FROM sales_by_product AS v JOIN gifts_by_product AS g ON v.__key = g.__key
                        WHERE v.product LIKE 'p1%'""")).hasSize(11).containsExactlyInAnyOrderElementsOf(Rows.of(duckDb, """
                        SELECT product, count(*), count(*) FILTER (WHERE gift)
                        FROM sales WHERE product LIKE 'p1%' GROUP BY product"""));
        assertThat(Rows.of(views, """
                        SELECT status, CAST(SUM(sales) AS BIGINT), MAX(sold_hour)
                        FROM sales_by_status_and_hour GROUP BY status ORDER BY status""")).isEqualTo(Rows.of(duckDb, """
                        SELECT status, count(*), date_trunc('hour', max(sold_at))
                        FROM sales GROUP BY status ORDER BY status"""));
    }

    @Test
    void row_is_looked_up_by_its_key_without_a_scan() throws SQLException {
        String lookup = "SELECT product, sales FROM sales_by_product WHERE __key = ?";

        assertThat(plan(lookup, "p3")).startsWith("SelectByKeyMapPhysicalRel").doesNotContain("Scan");
        assertThat(Rows.of(views, lookup, "p3"))
                .isEqualTo(Rows.of(duckDb, "SELECT product, count(*) FROM sales WHERE product = 'p3' GROUP BY 1"));
        assertThat(Rows.of(views, lookup, "it's")).hasSize(1);
        assertThat(Rows.of(views, lookup, "Käse\\|süß")).hasSize(1);
        assertThat(Rows.of(views, lookup, "p3000")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            hash_status,      WHERE status = 'PAID'
            hash_status,      `WHERE status IN ('PAID', 'SHIPPED')`
            sorted_sold_hour, WHERE sold_hour >= TIMESTAMP '2026-03-01 10:00:00'
            sorted_sold_hour, ORDER BY sold_hour LIMIT 4
            """)
    void index_of_the_definition_is_used_and_finds_what_duckdb_finds(String index, String rest) throws SQLException {
        String indexed = "SELECT sold_hour, sales, revenue FROM sales_by_status_and_hour " + rest;

        // An index without rows has no type yet, and plans are looked at once a second.
        await().untilAsserted(() -> assertThat(plan(indexed))
                .contains("IndexScanMapPhysicalRel")
                .contains(".1_" + index + "]")
                .doesNotContain("FullScan"));
        assertThat(Rows.of(views, indexed))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(Rows.of(duckDb, """
                        WITH v AS (SELECT status, date_trunc('hour', sold_at) AS sold_hour, count(*) AS sales,
                          sum(amount) AS revenue FROM sales GROUP BY status, date_trunc('hour', sold_at))
                        SELECT sold_hour, sales, revenue FROM v\s""" + rest));
    }

    private static String plan(String sql, Object... arguments) throws SQLException {
        List<String> lines = new ArrayList<>();
        Rows.of(views, "EXPLAIN PLAN FOR " + sql, arguments).forEach(row -> lines.add(String.valueOf(row.get(0))));
        return String.join("\n", lines);
    }

    @Test
    void statements_take_parameters_of_each_type() throws SQLException {
        String where = " %s > ? AND %s < ? AND %s = ? AND %s > ? AND %s = ? AND %s > ? AND %s = ?";
        Object[] arguments = {
            49L,
            new BigDecimal("2400.00"),
            LocalDate.parse("2026-03-01"),
            LocalDateTime.parse("2026-03-01T01:00:00"),
            false,
            7.5,
            3
        };

        assertThat(Rows.of(
                        views,
                        "SELECT product FROM sales_by_product WHERE"
                                + where.formatted(
                                        "sales", "revenue", "first_day", "last_sale", "all_gifts", "weight", "largest"),
                        arguments))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(Rows.of(
                        duckDb,
                        "SELECT product FROM sales GROUP BY product HAVING"
                                + where.formatted(
                                        "count(*)",
                                        "sum(amount)",
                                        "min(sold_on)",
                                        "max(sold_at)",
                                        "bool_and(gift)",
                                        "avg(weight)",
                                        "max(quantity)"),
                        arguments));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            SELECT amuont FROM sales_by_product      > From line 1, column 8 to line 1, column 13: Column 'amuont' not found in any table
            SELECT * FROM sales_by_produkt           > Object 'sales_by_produkt' not found, did you forget to CREATE MAPPING?
            SELECT sales + product FROM sales_by_product > From line 1, column 8 to line 1, column 22: Cannot apply '+' operator to [BIGINT, VARCHAR] (consider adding an explicit CAST)
            SELECT sales FROM sales_by_product WHERE sales = ? > Unexpected parameter count: expected 1, got 0
            """)
    void wrong_statement_is_answered_with_what_is_wrong(String sql, String message) {
        assertThatThrownBy(() -> Rows.of(views, sql))
                .isInstanceOf(SQLException.class)
                .hasMessage(message);
    }
}
