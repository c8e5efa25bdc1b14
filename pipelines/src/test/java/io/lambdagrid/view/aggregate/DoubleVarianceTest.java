package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DoubleVarianceTest {
    abstract static class Laws extends AggregateLaws<DoubleVariance.Moments> {
        private final DoubleVariance aggregate;

        Laws(Spread spread) {
            this.aggregate = new DoubleVariance(spread);
        }

        @Override
        protected Aggregate<DoubleVariance.Moments> aggregate() {
            return aggregate;
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.finite(random);
        }

        @Override
        protected @Nullable Object expected(List<Object> values) {
            return ExactSpread.of(
                    aggregate.spread(),
                    values.stream().map(value -> new BigDecimal((Double) value)).toList());
        }

        @Override
        protected int cases() {
            return 60;
        }

        @Override
        protected int maxValues() {
            return 20;
        }
    }

    @Nested
    class Population extends Laws {
        Population() {
            super(Spread.VAR_POP);
        }
    }

    @Nested
    class Sample extends Laws {
        Sample() {
            super(Spread.VAR_SAMP);
        }
    }

    @Nested
    class Deviation extends Laws {
        Deviation() {
            super(Spread.STDDEV_POP);
        }
    }

    @Nested
    class SampleDeviation extends Laws {
        SampleDeviation() {
            super(Spread.STDDEV_SAMP);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return 1e9 + random.nextInt(5) / 8.0;
        }

        @Override
        protected int maxValues() {
            return 2_000;
        }
    }

    /** Squares far below the smallest double, whose deviation is an ordinary number again. */
    @Nested
    class NearZero extends Laws {
        NearZero() {
            super(Spread.STDDEV_POP);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return random.nextInt(-9, 10) * Double.MIN_VALUE;
        }
    }

    @Test
    void a_spread_beyond_the_range_of_a_double_is_infinite_and_its_root_is_not() {
        assertThat(spread(Spread.VAR_POP, List.of(1e300, -1e300))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(spread(Spread.STDDEV_POP, List.of(1e300, -1e300))).isEqualTo(1e300);
    }

    @Test
    void equal_values_have_no_spread() {
        assertThat(spread(Spread.STDDEV_SAMP, List.of(0.1, 0.1, 0.1))).isEqualTo(0.0);
        assertThat(spread(Spread.STDDEV_SAMP, List.of(0.1))).isNull();
        assertThat(spread(Spread.STDDEV_POP, List.of(0.1))).isEqualTo(0.0);
    }

    private static @Nullable Object spread(Spread spread, List<Double> values) {
        DoubleVariance aggregate = new DoubleVariance(spread);
        DoubleVariance.Moments partial = aggregate.empty();
        for (Double value : values) {
            partial = aggregate.add(partial, value);
        }
        return aggregate.finish(partial);
    }
}
