package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Values;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExtremeByTest {
    abstract static class Laws extends AggregateLaws<ExtremeBy.Best> {
        private final ExtremeBy aggregate;

        Laws(Extreme.End end, ColumnType argument, ColumnType by) {
            this.aggregate = new ExtremeBy(end, argument, by);
        }

        @Override
        protected Aggregate<ExtremeBy.Best> aggregate() {
            return aggregate;
        }

        @Override
        protected Object value(RandomGenerator random) {
            return new Object[] {Values.any(aggregate.argument(), random), Values.any(aggregate.by(), random)};
        }

        @Override
        protected @Nullable Object expected(List<Object> values) {
            Comparator<Object[]> order = (a, b) -> ValueOrder.compare(a[1], b[1], aggregate.by());
            order = order.thenComparing((a, b) -> ValueOrder.compare(a[0], b[0], aggregate.argument()));
            List<Object[]> sorted =
                    values.stream().map(value -> (Object[]) value).sorted(order).toList();
            if (sorted.isEmpty()) {
                return null;
            }
            return sorted.get(aggregate.end() == Extreme.End.LOWEST ? 0 : sorted.size() - 1)[0];
        }
    }

    @Nested
    class FirstText extends Laws {
        FirstText() {
            super(Extreme.End.LOWEST, ColumnType.VARCHAR, ColumnType.TIMESTAMP);
        }
    }

    @Nested
    class LastDecimal extends Laws {
        LastDecimal() {
            super(Extreme.End.HIGHEST, ColumnType.decimal(38, 4), ColumnType.TIMESTAMP);
        }
    }

    /** Few moments: most of the time, the value decides. */
    @Nested
    class LastDoubleAmongTies extends Laws {
        LastDoubleAmongTies() {
            super(Extreme.End.HIGHEST, ColumnType.DOUBLE, ColumnType.BOOLEAN);
        }
    }

    @Nested
    class FirstBooleanByText extends Laws {
        FirstBooleanByText() {
            super(Extreme.End.LOWEST, ColumnType.BOOLEAN, ColumnType.VARCHAR);
        }
    }

    @Test
    void of_equal_moments_the_greater_value_is_the_last_and_the_lesser_the_first() {
        assertThat(answer(Extreme.End.HIGHEST)).isEqualTo("paid");
        assertThat(answer(Extreme.End.LOWEST)).isEqualTo("open");
    }

    private static @Nullable Object answer(Extreme.End end) {
        ExtremeBy aggregate = new ExtremeBy(end, ColumnType.VARCHAR, ColumnType.TIMESTAMP);
        ExtremeBy.Best partial = aggregate.add(aggregate.empty(), new Object[] {"paid", 7L});
        return aggregate.finish(aggregate.add(partial, new Object[] {"open", 7L}));
    }
}
