package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

class VarianceTest {
    abstract static class Laws extends AggregateLaws<Variance.Moments> {
        private final Variance aggregate;

        Laws(Spread spread, ColumnType type) {
            this.aggregate = new Variance(spread, type);
        }

        @Override
        protected Aggregate<Variance.Moments> aggregate() {
            return aggregate;
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.any(aggregate.argument(), random);
        }

        @Override
        protected @Nullable Object expected(List<Object> values) {
            return ExactSpread.of(
                    aggregate.spread(),
                    values.stream()
                            .map(value -> new BigDecimal(value.toString()))
                            .toList());
        }
    }

    @Nested
    class PopulationOfIntegers extends Laws {
        PopulationOfIntegers() {
            super(Spread.VAR_POP, ColumnType.INTEGER);
        }
    }

    @Nested
    class SampleOfBigints extends Laws {
        SampleOfBigints() {
            super(Spread.VAR_SAMP, ColumnType.BIGINT);
        }
    }

    @Nested
    class DeviationOfMoney extends Laws {
        DeviationOfMoney() {
            super(Spread.STDDEV_POP, ColumnType.decimal(10, 2));
        }
    }

    @Nested
    class SampleDeviationOfWideDecimals extends Laws {
        SampleDeviationOfWideDecimals() {
            super(Spread.STDDEV_SAMP, ColumnType.decimal(38, 4));
        }
    }

    /** Far from zero and close together: where the usual formula in doubles loses every digit. */
    @Nested
    class AFewCentsAroundABillion extends Laws {
        AFewCentsAroundABillion() {
            super(Spread.STDDEV_SAMP, ColumnType.decimal(12, 2));
        }

        @Override
        protected Object value(RandomGenerator random) {
            return new BigDecimal(BigInteger.valueOf(100_000_000_000L + random.nextInt(5)), 2);
        }
    }
}
