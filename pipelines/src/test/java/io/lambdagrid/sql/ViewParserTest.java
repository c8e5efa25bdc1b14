package io.lambdagrid.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.Measure;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.OutputColumn;
import io.lambdagrid.view.Temporal;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.aggregate.StandardAggregates;
import io.lambdagrid.view.function.Like;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewParserTest {
    private static final List<@Nullable Object[]> ROWS = List.of(
            order("de", 2, "10.00", "2026-03-01T10:05:00"),
            order("de", 1, "5.50", "2026-03-01T10:20:00"),
            order("fr", null, "7.25", "2026-03-01T11:00:00"),
            order("de", 4, null, "2026-03-01T11:59:59.999999"),
            order(null, 3, "1.00", "1969-12-31T23:59:00"));

    private static @Nullable Object[] order(
            @Nullable String country, @Nullable Integer quantity, @Nullable String amount, String orderedAt) {
        @Nullable Object[] row = new @Nullable Object[Shop.ORDERS.columns().size()];
        row[0] = country;
        row[1] = quantity;
        row[4] = amount == null ? null : new BigDecimal(amount);
        row[7] = micros(orderedAt);
        return row;
    }

    private static Long micros(String time) {
        return Temporal.fromExternal(LocalDateTime.parse(time));
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void rows_are_chosen_grouped_and_summed() {
        assertThat(Shop.answer("""
                        -- what each country brings
                        SELECT country, COUNT(*) AS orders, COUNT(amount) AS priced, SUM(amount) AS revenue
                        FROM orders /* all of them */
                        WHERE quantity IS NULL OR quantity < 4
                        GROUP BY country;
                        """, ROWS))
                .containsExactly(
                        row("de", 2L, 2L, new BigDecimal("15.50")),
                        row("fr", 1L, 1L, new BigDecimal("7.25")),
                        row(null, 1L, 1L, new BigDecimal("1.00")));
    }

    @Test
    void each_aggregate_has_its_own_filter() {
        assertThat(Shop.answer("""
                        SELECT COUNT(*) FILTER (WHERE country = 'de') AS german,
                               COUNT(*) FILTER (WHERE country <> 'de') AS foreign_orders,
                               MIN(quantity) FILTER (WHERE amount > 100) AS smallest
                        FROM orders
                        """, ROWS)).containsExactly(row(3L, 1L, null));
    }

    @Test
    void expressions_over_aggregates_and_groups_are_computed_when_the_view_is_read() {
        String sql = """
                SELECT UPPER(country) || '!' AS loud, UPPER(country) AS country, SUM(quantity) * 10 AS tenfold,
                       SUM(amount) / COUNT(amount) AS mean
                FROM orders
                GROUP BY UPPER(country)
                """;
        assertThat(Shop.answer(sql, ROWS))
                .containsExactly(
                        row("DE!", "DE", 70L, mean(sql, "7.75")),
                        row("FR!", "FR", null, mean(sql, "7.25")),
                        row(null, null, 30L, mean(sql, "1")));
        assertThat(Shop.view(sql).measures())
                .extracting(Measure::name)
                .containsExactly("measure_1", "measure_2", "measure_3");
    }

    private static BigDecimal mean(String sql, String value) {
        return new BigDecimal(value)
                .setScale(Shop.view(sql).outputs().get(3).type().scale());
    }

    @Test
    void groups_may_be_named_by_alias_and_by_position() {
        String byExpression =
                "SELECT FLOOR(ordered_at TO HOUR) AS bucket, quantity % 2 AS odd, COUNT(*) AS n FROM orders"
                        + " GROUP BY FLOOR(ordered_at TO HOUR), quantity % 2";
        String byAlias = byExpression.replaceAll("GROUP BY.*", "GROUP BY bucket, odd");
        String byPosition = byExpression.replaceAll("GROUP BY.*", "GROUP BY 1, 2");
        assertThat(Shop.answer(byAlias, ROWS))
                .isEqualTo(Shop.answer(byExpression, ROWS))
                .hasSize(5);
        assertThat(Shop.answer(byPosition, ROWS)).isEqualTo(Shop.answer(byExpression, ROWS));
    }

    @Test
    void a_tumbling_bucket_has_a_start_and_an_end() {
        assertThat(Shop.answer("""
                        SELECT TUMBLE_START(ordered_at, INTERVAL '15' MINUTE) AS bucket_start,
                               TUMBLE_END(ordered_at, INTERVAL '15' MINUTE) AS bucket_end,
                               COUNT(*) AS n
                        FROM orders
                        WHERE country = 'de'
                        GROUP BY TUMBLE(ordered_at, INTERVAL '15' MINUTE)
                        """, ROWS))
                .containsExactly(
                        row(micros("2026-03-01T10:00"), micros("2026-03-01T10:15"), 1L),
                        row(micros("2026-03-01T10:15"), micros("2026-03-01T10:30"), 1L),
                        row(micros("2026-03-01T11:45"), micros("2026-03-01T12:00"), 1L));
    }

    @Test
    void a_row_counts_in_each_hopping_bucket_that_contains_it() {
        assertThat(Shop.answer("""
                        SELECT HOP_START(ordered_at, INTERVAL '15' MINUTE, INTERVAL '30' MINUTE) AS bucket_start,
                               HOP_END(ordered_at, INTERVAL '15' MINUTE, INTERVAL '30' MINUTE) AS bucket_end,
                               SUM(quantity) AS pieces
                        FROM orders
                        WHERE country = 'de' AND quantity < 4
                        GROUP BY HOP(ordered_at, INTERVAL '15' MINUTE, INTERVAL '30' MINUTE)
                        """, ROWS))
                .containsExactly(
                        row(micros("2026-03-01T09:45"), micros("2026-03-01T10:15"), 2L),
                        row(micros("2026-03-01T10:00"), micros("2026-03-01T10:30"), 3L),
                        row(micros("2026-03-01T10:15"), micros("2026-03-01T10:45"), 1L));
    }

    @Test
    void a_view_without_groups_has_one_row() {
        assertThat(Shop.answer("SELECT MAX(amount) AS dearest FROM orders GROUP BY ()", ROWS))
                .containsExactly(row(new BigDecimal("10.00")));
    }

    @Test
    void names_are_found_in_any_case() {
        ViewDefinition view =
                Shop.view("select O.Country, Sum(O.AMOUNT) as Revenue from Orders as O group by o.COUNTRY");
        assertThat(view.outputs()).extracting(OutputColumn::name).containsExactly("country", "revenue");
        assertThat(view.dataset()).isEqualTo("orders");
        assertThat(Shop.view("SELECT \"Country\", COUNT(*) AS n FROM \"ORDERS\" GROUP BY \"Country\"")
                        .outputs())
                .extracting(OutputColumn::name)
                .containsExactly("country", "n");
    }

    @Test
    void a_word_of_sql_is_a_name_in_double_quotes() {
        assertThat(Shop.view(
                                "SELECT FLOOR(ordered_at TO HOUR) AS \"hour\", COUNT(*) AS n FROM orders GROUP BY \"hour\"")
                        .outputs())
                .extracting(OutputColumn::name)
                .containsExactly("hour", "n");
    }

    @Test
    void equal_aggregates_are_kept_once() {
        ViewDefinition view =
                Shop.view("SELECT SUM(amount) AS revenue, SUM(amount) / COUNT(*) AS mean, COUNT(*) AS n FROM orders");
        assertThat(view.measures()).extracting(Measure::name).containsExactly("revenue", "n");
    }

    @Test
    void only_the_columns_a_view_needs_are_read() {
        ViewDefinition view = Shop.view(
                "SELECT country, SUM(amount) FILTER (WHERE paid) AS s FROM orders WHERE quantity > 1 GROUP BY country");
        assertThat(view.columnsRead().stream()).containsExactly(0, 1, 4, 5);
    }

    @Test
    void a_constant_like_pattern_is_compiled_once() {
        assertThat(Shop.view("SELECT COUNT(*) AS n FROM orders WHERE country LIKE 'd%'")
                        .where())
                .isInstanceOfSatisfying(
                        FunctionCall.class,
                        call -> assertThat(((Like) call.function()).constant()).isNotNull());
    }

    @Test
    void a_text_that_meets_a_time_denotes_one() {
        assertThat(Shop.answer("SELECT COUNT(*) AS n FROM orders WHERE ordered_at < '1970-01-01'", ROWS))
                .containsExactly(row(1L));
    }

    @Test
    void texts_beyond_the_basic_plane_are_ordered_alike_by_comparisons_and_by_max() {
        List<@Nullable Object[]> rows = List.of(
                order("\ufffd", 1, null, "2026-03-01T10:05:00"), order("\ud83d\ude00", 1, null, "2026-03-01T10:05:00"));
        assertThat(Shop.answer(
                        "SELECT MAX(country) AS last, COUNT(*) FILTER (WHERE country > '\ufffd') AS n FROM orders",
                        rows))
                .containsExactly(row("\ud83d\ude00", 1L));
    }

    @Test
    void a_new_aggregate_needs_nothing_but_its_function() {
        AggregateFunction total = new AggregateFunction() {
            @Override
            public String name() {
                return "TOTAL_OF";
            }

            @Override
            public Optional<Aggregate<?>> over(List<ColumnType> arguments, List<Object> parameters) {
                return StandardAggregates.all().stream()
                        .filter(function -> function.name().equals("SUM"))
                        .findFirst()
                        .flatMap(sum -> sum.over(arguments.get(0)));
            }

            @Override
            public String accepts() {
                return "numbers";
            }
        };
        ViewParser parser = new ViewParser(Stream.concat(StandardAggregates.all().stream(), Stream.of(total))
                .toList());
        ViewDefinition view = parser.parse("revenue", "SELECT total_of(quantity) + 1 AS t FROM orders", Shop.ORDERS);
        assertThat(view.outputs().get(0).type()).isEqualTo(ColumnType.BIGINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity / 0",
                "quantity % 0",
                "amount / 0.0",
                "weight / 0e0",
                "2147483647 + quantity",
                "CAST(9223372036854775807 AS BIGINT) * quantity",
                "CAST('three' AS INTEGER)",
                "CAST('1e999999999' AS DECIMAL(38,2))",
                "CAST('2026-02-30' AS DATE)",
                "CAST('maybe' AS BOOLEAN)",
                "CAST(12345 AS DECIMAL(4,0))",
                "CAST(quantity + 1e300 AS BIGINT)",
                "weight + 1e308 + 1e308",
                "SUBSTRING('text' FROM quantity FOR -1)",
            })
    void what_has_no_value_is_not_computable(String expression) {
        ViewDefinition view = Shop.view("SELECT " + expression + " AS e, COUNT(*) AS n FROM orders GROUP BY e");
        @Nullable Object[] row = order("de", 2, "1.00", "2026-03-01T10:05:00");
        row[3] = 1.0;
        assertThatThrownBy(() -> view.groupBy().get(0).expression().evaluate(row))
                .isInstanceOf(NotComputableException.class)
                .hasMessageContaining("'");
    }

    @Test
    void a_tiny_number_is_zero_without_being_written_out() {
        assertThat(Shop.view("SELECT CAST('1e-999999999' AS DECIMAL(38,2)) AS e, COUNT(*) AS n FROM orders GROUP BY e")
                        .groupBy()
                        .get(0)
                        .expression()
                        .evaluate(new @Nullable Object[0]))
                .isEqualTo(new BigDecimal("0.00"));
    }
}
