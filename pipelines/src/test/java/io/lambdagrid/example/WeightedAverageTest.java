package io.lambdagrid.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.sql.ViewParser;
import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.RecordFormat;
import io.lambdagrid.view.Values;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import io.lambdagrid.view.aggregate.InstalledAggregates;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeightedAverageTest extends AggregateLaws<WeightedAverage.Mean.Sums> {
    private static final Dataset ORDERS = new Dataset(
            "orders",
            "orders",
            RecordFormat.JSON,
            List.of(
                    new Column("country", ColumnType.VARCHAR),
                    new Column("price", ColumnType.decimal(10, 2)),
                    new Column("quantity", ColumnType.INTEGER),
                    new Column("ordered_at", ColumnType.TIMESTAMP)),
            "ordered_at",
            true);

    @Override
    protected Aggregate<WeightedAverage.Mean.Sums> aggregate() {
        return new WeightedAverage.Mean();
    }

    @Override
    protected Object value(RandomGenerator random) {
        return new Object[] {Values.decimal(ColumnType.decimal(10, 2), random), random.nextInt(5)};
    }

    /** Each value as often as its weight says, added up and divided. */
    @Override
    protected @Nullable Object expected(List<Object> values) {
        BigDecimal sum = BigDecimal.ZERO;
        int count = 0;
        for (Object value : values) {
            Object[] pair = (Object[]) value;
            for (int i = 0; i < (Integer) pair[1]; i++) {
                sum = sum.add((BigDecimal) pair[0]);
                count++;
            }
        }
        return count == 0
                ? null
                : sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).setScale(6, RoundingMode.HALF_UP);
    }

    @Test
    void a_view_calls_it_by_its_name() {
        ViewFold fold = new ViewFold(view("WEIGHTED_AVG(price, quantity) FILTER (WHERE price > 0)"));
        Map<String, Object[]> groups = new TreeMap<>();
        add(fold, groups, "de", "2.00", 3);
        add(fold, groups, "de", "4.00", 1);
        add(fold, groups, "de", "-4.00", 1);
        add(fold, groups, "fr", "1.00", 0);

        assertThat(finished(fold, groups, "de")).containsExactly("de", new BigDecimal("2.500000"));
        assertThat(finished(fold, groups, "fr")).containsExactly("fr", null);
    }

    @Test
    void a_row_that_it_refuses_changes_no_group() {
        ViewFold fold = new ViewFold(view("WEIGHTED_AVG(price, quantity)"));
        Map<String, Object[]> groups = new TreeMap<>();

        assertThatThrownBy(() -> add(fold, groups, "de", "2.00", -3))
                .isInstanceOf(NotComputableException.class)
                .hasMessage("The weight '-3' is negative");
        assertThat(groups).isEmpty();
    }

    @Test
    void sql_says_what_it_takes() {
        assertThatThrownBy(() -> view("WEIGHTED_AVG(price, country)"))
                .hasMessageContaining("WEIGHTED_AVG does not take values of types DECIMAL(10,2), VARCHAR")
                .hasMessageContaining("It takes INTEGER, BIGINT or DECIMAL: convert with CAST(x AS type).");
    }

    private static @Nullable Object[] finished(ViewFold fold, Map<String, Object[]> groups, String country) {
        return fold.finish(country, Objects.requireNonNull(groups.get(country)));
    }

    private static ViewDefinition view(String aggregate) {
        return new ViewParser(InstalledAggregates.all())
                .parse("mean_price", "SELECT country, " + aggregate + " AS mean FROM orders GROUP BY country", ORDERS);
    }

    private static void add(ViewFold fold, Map<String, Object[]> groups, String country, String price, int quantity) {
        @Nullable Object[] row = {country, new BigDecimal(price), quantity, 0L};
        fold.add(row, key -> groups.computeIfAbsent(key, absent -> fold.empty()));
    }
}
