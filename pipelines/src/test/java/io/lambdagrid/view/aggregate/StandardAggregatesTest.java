package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardAggregatesTest {
    private static final ColumnType MONEY = ColumnType.decimal(10, 2);

    @Test
    void every_function_is_there_once_under_its_sql_name() {
        assertThat(StandardAggregates.all())
                .extracting(AggregateFunction::name)
                .doesNotHaveDuplicates()
                .contains("COUNT", "SUM", "AVG", "MIN", "MAX", "STDDEV", "LAST_VALUE", "APPROX_COUNT_DISTINCT");
    }

    @Test
    void results_have_room_for_what_they_sum_up() {
        assertThat(result("SUM", ColumnType.INTEGER)).isEqualTo("BIGINT");
        assertThat(result("SUM", ColumnType.BIGINT)).isEqualTo("DECIMAL(38,0)");
        assertThat(result("SUM", MONEY)).isEqualTo("DECIMAL(38,2)");
        assertThat(result("SUM", ColumnType.DOUBLE)).isEqualTo("DOUBLE");
        assertThat(result("AVG", ColumnType.INTEGER)).isEqualTo("DECIMAL(38,6)");
        assertThat(result("AVG", MONEY)).isEqualTo("DECIMAL(38,6)");
        assertThat(result("AVG", ColumnType.decimal(20, 9))).isEqualTo("DECIMAL(38,9)");
        assertThat(result("AVG", ColumnType.DOUBLE)).isEqualTo("DOUBLE");
        assertThat(result("MIN", MONEY)).isEqualTo("DECIMAL(10,2)");
        assertThat(result("MAX", ColumnType.TIMESTAMP)).isEqualTo("TIMESTAMP");
        assertThat(result("COUNT", ColumnType.VARCHAR)).isEqualTo("BIGINT");
        assertThat(result("APPROX_COUNT_DISTINCT", ColumnType.VARCHAR)).isEqualTo("BIGINT");
    }

    @Test
    void sums_and_averages_refuse_what_is_not_a_number() {
        List<ColumnType> noNumbers =
                List.of(ColumnType.BOOLEAN, ColumnType.VARCHAR, ColumnType.DATE, ColumnType.TIMESTAMP);
        assertThat(noNumbers).allSatisfy(type -> {
            assertThat(function("SUM").over(type)).isEmpty();
            assertThat(function("AVG").over(type)).isEmpty();
        });
    }

    @Test
    void spread_is_a_double_whatever_it_is_of() {
        assertThat(result("VARIANCE", ColumnType.INTEGER)).isEqualTo("DOUBLE");
        assertThat(result("STDDEV_POP", MONEY)).isEqualTo("DOUBLE");
        assertThat(result("VAR_SAMP", ColumnType.DOUBLE)).isEqualTo("DOUBLE");
        assertThat(function("STDDEV").over(ColumnType.VARCHAR)).isEmpty();
    }

    @Test
    void truth_is_asked_of_booleans_only() {
        assertThat(function("BOOL_AND").over(ColumnType.BOOLEAN)).contains(Extreme.minimum(ColumnType.BOOLEAN));
        assertThat(function("BOOL_OR").over(ColumnType.BOOLEAN)).contains(Extreme.maximum(ColumnType.BOOLEAN));
        assertThat(function("BOOL_AND").over(ColumnType.INTEGER)).isEmpty();
    }

    private static String result(String name, ColumnType argument) {
        return function(name).over(argument).orElseThrow().resultType().toString();
    }

    private static AggregateFunction function(String name) {
        return StandardAggregates.all().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
