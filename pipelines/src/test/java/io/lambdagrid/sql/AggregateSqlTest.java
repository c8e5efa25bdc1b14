package io.lambdagrid.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.OutputColumn;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregates over generated rows, compared with what DuckDB says about the same rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregateSqlTest {
    private static final long SEED = 20_260_411;

    private DuckDbOrders orders;

    @BeforeAll
    void createOrders() throws SQLException {
        orders = new DuckDbOrders(400, SEED);
    }

    @AfterAll
    void dropOrders() throws SQLException {
        orders.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COUNT(*)",
                "COUNT(quantity)",
                "COUNT(DISTINCT quantity)",
                "COUNT(DISTINCT country)",
                "COUNT(DISTINCT amount)",
                "COUNT(DISTINCT weight)",
                "COUNT(DISTINCT ordered_at)",
                "COUNT(DISTINCT quantity % 5) FILTER (WHERE paid)",
                "SUM(quantity)",
                "SUM(amount)",
                "SUM(weight)",
                "AVG(weight)",
                "MIN(country)",
                "MAX(country)",
                "MIN(rate)",
                "BOOL_AND(paid)",
                "BOOL_OR(paid)",
                "BOOL_AND(quantity < 20) FILTER (WHERE amount > 0)",
                "VAR_POP(quantity)",
                "VAR_SAMP(amount)",
                "VARIANCE(weight)",
                "STDDEV_POP(rate)",
                "STDDEV_SAMP(weight)",
                "STDDEV(clicks)",
                "STDDEV(clicks) FILTER (WHERE due > DATE '2000-01-01')",
                "MAX_BY(country, ordered_at)",
                "MIN_BY(weight, ordered_at)",
                "MIN_BY(amount, ordered_at) FILTER (WHERE paid)",
            })
    void an_aggregate_means_what_duckdb_says(String aggregate) throws SQLException {
        compare(aggregate, aggregate);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            FIRST_VALUE(amount)                     ; arg_min(amount, ordered_at)
            LAST_VALUE(country)                     ; arg_max(country, ordered_at)
            LAST_VALUE(weight) FILTER (WHERE paid)  ; arg_max(weight, ordered_at) FILTER (WHERE paid)
            COUNT_DISTINCT(rate)                    ; COUNT(DISTINCT rate)
            EVERY(paid)                             ; BOOL_AND(paid)
            SOME(paid)                              ; BOOL_OR(paid)
            AVG(amount)                             ; ROUND(SUM(amount) / COUNT(amount), 6)
            """)
    void an_aggregate_means_what_duckdb_says_in_its_own_words(String ours, String theirs) throws SQLException {
        compare(ours, theirs);
    }

    @ParameterizedTest
    @CsvSource({"weight, 0.5", "amount, 0.9", "clicks, 0.99", "quantity, 0.25", "rate, 0"})
    void a_percentile_is_within_one_percent_of_what_duckdb_says(String column, String fraction) throws SQLException {
        List<List<@Nullable Object>> answer = Shop.answer(
                "SELECT APPROX_PERCENTILE(" + column + ", " + fraction + ") AS p FROM orders", orders.rows());
        double exact = number(Objects.requireNonNull(
                        orders.query("SELECT quantile_disc(" + column + ", " + fraction + ") FROM orders")
                                .get(0)
                                .get(0)))
                .doubleValue();

        assertThat((Double) Objects.requireNonNull(answer.get(0).get(0)))
                .isCloseTo(exact, Offset.offset(Math.abs(exact) * 0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "INTERVAL '365' DAY, INTERVAL '1000' DAY",
        "INTERVAL '7' DAY, INTERVAL '7' DAY",
        "INTERVAL '9' DAY, INTERVAL '50' HOUR"
    })
    void hopping_buckets_are_those_that_duckdb_finds_by_a_join(String slide, String size) throws SQLException {
        String hop = "(ordered_at, " + slide + ", " + size + ")";
        List<List<@Nullable Object>> answer = Shop.answer(
                "SELECT HOP_START" + hop + " AS bucket, COUNT(*) AS n, SUM(amount) AS s FROM orders"
                        + " WHERE ordered_at IS NOT NULL GROUP BY HOP" + hop,
                orders.rows());
        List<List<@Nullable Object>> expected = orders.query("SELECT epoch_us(start), COUNT(*), SUM(amount) FROM orders"
                + " JOIN (SELECT time_bucket(" + slide + ", TIMESTAMP '1900-01-01', TIMESTAMP '1970-01-01') + i * "
                + slide
                + " AS start FROM range(30000) AS r(i)) ON ordered_at >= start AND ordered_at < start + " + size
                + " GROUP BY start");

        assertThat(answer).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void the_event_time_is_the_datasets_even_where_its_name_means_a_bucket() {
        assertThat(Shop.answer(
                        "SELECT FLOOR(ordered_at TO YEAR) AS ordered_at, LAST_VALUE(quantity) AS newest FROM orders"
                                + " GROUP BY FLOOR(ordered_at TO YEAR)",
                        List.of(row(1, 3_000_000L), row(7, 9_000_000L), row(3, 5_000_000L))))
                .containsExactly(List.<@Nullable Object>of(0L, 7));
    }

    private static @Nullable Object[] row(int quantity, long orderedAt) {
        @Nullable Object[] row = new @Nullable Object[Shop.ORDERS.columns().size()];
        row[1] = quantity;
        row[7] = orderedAt;
        return row;
    }

    private void compare(String ours, String theirs) throws SQLException {
        String sql = "SELECT country, " + ours + " AS value_of_it FROM orders GROUP BY country";
        ColumnType type = Shop.view(sql).outputs().stream()
                .filter(output -> output.name().equals("value_of_it"))
                .map(OutputColumn::type)
                .findFirst()
                .orElseThrow();
        Map<@Nullable Object, @Nullable Object> expected = new HashMap<>();
        orders.query("SELECT country, " + theirs + " FROM orders GROUP BY country")
                .forEach(row -> expected.put(row.get(0), row.get(1)));

        List<List<@Nullable Object>> answer = Shop.answer(sql, orders.rows());

        assertThat(answer).hasSameSizeAs(expected.keySet());
        for (List<@Nullable Object> row : answer) {
            assertThat(same(row.get(1), expected.get(row.get(0)), type))
                    .as("%s of '%s' is %s, DuckDB says %s", ours, row.get(0), row.get(1), expected.get(row.get(0)))
                    .isTrue();
        }
    }

    private static boolean same(@Nullable Object actual, @Nullable Object wanted, ColumnType type) {
        if (actual == null || wanted == null) {
            return actual == wanted;
        }
        return switch (type.kind()) {
            case BOOLEAN, VARCHAR -> actual.equals(wanted);
            case INTEGER, BIGINT, DECIMAL, DATE, TIMESTAMP, DOUBLE -> near(number(actual), number(wanted));
        };
    }

    private static boolean near(BigDecimal actual, BigDecimal wanted) {
        return actual.subtract(wanted).abs().compareTo(wanted.abs().movePointLeft(11)) <= 0;
    }

    private static BigDecimal number(Object value) {
        return new BigDecimal(value.toString());
    }
}
