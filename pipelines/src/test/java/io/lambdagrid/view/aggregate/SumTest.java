package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SumTest {
    abstract static class Laws extends AggregateLaws<ExactSum> {
        private final ColumnType type;

        Laws(ColumnType type) {
            this.type = type;
        }

        @Override
        protected Aggregate<ExactSum> aggregate() {
            return new Sum(type);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.any(type, random);
        }

        @Override
        protected @Nullable Object expected(List<Object> values) {
            return values.stream()
                    .map(value -> new BigDecimal(value.toString()))
                    .reduce(BigDecimal::add)
                    .map(sum -> type.equals(ColumnType.INTEGER) ? (Object) sum.longValueExact() : sum)
                    .orElse(null);
        }
    }

    @Nested
    class OverInteger extends Laws {
        OverInteger() {
            super(ColumnType.INTEGER);
        }
    }

    @Nested
    class OverBigint extends Laws {
        OverBigint() {
            super(ColumnType.BIGINT);
        }
    }

    @Nested
    class OverMoney extends Laws {
        OverMoney() {
            super(ColumnType.decimal(10, 2));
        }
    }

    @Nested
    class OverDecimalAtTheLimitOfLong extends Laws {
        OverDecimalAtTheLimitOfLong() {
            super(ColumnType.decimal(19, 19));
        }
    }

    @Nested
    class OverWideDecimal extends Laws {
        OverWideDecimal() {
            super(ColumnType.decimal(38, 4));
        }
    }

    @Test
    void a_sum_may_leave_the_range_of_bigint_and_come_back() {
        Sum sum = new Sum(ColumnType.BIGINT);
        ExactSum partial = sum.add(sum.add(sum.empty(), Long.MAX_VALUE), Long.MAX_VALUE);

        assertThat(sum.finish(partial)).isEqualTo(new BigDecimal("18446744073709551614"));
        assertThat(sum.finish(sum.add(partial, -Long.MAX_VALUE))).isEqualTo(BigDecimal.valueOf(Long.MAX_VALUE));
    }

    @Test
    void a_decimal_sum_of_more_than_38_digits_keeps_them_all() {
        Sum sum = new Sum(ColumnType.decimal(38, 0));
        BigDecimal nines = new BigDecimal("9".repeat(38));

        assertThat(sum.finish(sum.add(sum.add(sum.empty(), nines), nines))).isEqualTo(nines.add(nines));
    }

    @Test
    void a_sum_of_integers_beyond_bigint_is_no_number_at_all() {
        Sum sum = new Sum(ColumnType.INTEGER);
        ExactSum partial = sum.add(sum.empty(), Integer.MAX_VALUE);
        for (int doubling = 0; doubling < 33; doubling++) {
            ExactSum same = sum.merge(sum.empty(), partial);
            partial = sum.merge(partial, same);
        }
        ExactSum beyond = partial;

        assertThatThrownBy(() -> sum.finish(beyond))
                .isInstanceOf(NotComputableException.class)
                .hasMessage("The sum '18446744065119617024' does not fit BIGINT");
    }
}
