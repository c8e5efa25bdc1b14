package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class AverageTest {
    abstract static class Laws extends AggregateLaws<ExactSum> {
        private final ColumnType type;
        private final int scale;

        Laws(ColumnType type, int scale) {
            this.type = type;
            this.scale = scale;
        }

        @Override
        protected Aggregate<ExactSum> aggregate() {
            return new Average(type);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.any(type, random);
        }

        /** Long division on whole numbers: twice the last digit's remainder decides the rounding. */
        @Override
        protected @Nullable Object expected(List<Object> values) {
            if (values.isEmpty()) {
                return null;
            }
            BigInteger units = BigInteger.ZERO;
            for (Object value : values) {
                units = units.add(
                        new BigDecimal(value.toString()).movePointRight(scale).toBigIntegerExact());
            }
            BigInteger count = BigInteger.valueOf(values.size());
            BigInteger[] division = units.abs().divideAndRemainder(count);
            boolean up = division[1].shiftLeft(1).compareTo(count) >= 0;
            BigInteger magnitude = up ? division[0].add(BigInteger.ONE) : division[0];
            return new BigDecimal(units.signum() < 0 ? magnitude.negate() : magnitude, scale);
        }
    }

    @Nested
    class OverInteger extends Laws {
        OverInteger() {
            super(ColumnType.INTEGER, 6);
        }
    }

    @Nested
    class OverBigint extends Laws {
        OverBigint() {
            super(ColumnType.BIGINT, 6);
        }
    }

    @Nested
    class OverMoney extends Laws {
        OverMoney() {
            super(ColumnType.decimal(10, 2), 6);
        }
    }

    @Nested
    class OverFineDecimal extends Laws {
        OverFineDecimal() {
            super(ColumnType.decimal(38, 10), 10);
        }
    }

    @Test
    void halves_are_rounded_away_from_zero() {
        Average average = new Average(ColumnType.decimal(8, 7));
        ExactSum partial = average.empty();
        partial = average.add(partial, new BigDecimal("-0.0000001"));
        partial = average.add(partial, new BigDecimal("0.0000000"));

        assertThat(average.finish(partial)).isEqualTo("-0.0000001");
    }
}
