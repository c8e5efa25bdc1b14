package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApproxPercentileTest {
    private static final double MAX_RELATIVE_ERROR = 1 / 128.9;

    abstract static class Laws extends AggregateLaws<ApproxPercentile.Buckets> {
        private final ApproxPercentile aggregate;

        Laws(ColumnType type, String fraction) {
            this(type, fraction, ApproxPercentile.STANDARD_BUCKETS);
        }

        Laws(ColumnType type, String fraction, int maxBuckets) {
            this.aggregate = new ApproxPercentile(type, new BigDecimal(fraction), maxBuckets);
        }

        @Override
        protected Aggregate<ApproxPercentile.Buckets> aggregate() {
            return aggregate;
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.any(aggregate.argument(), random);
        }

        @Override
        protected @Nullable Object expected(List<Object> values) {
            if (values.isEmpty()) {
                return null;
            }
            List<BigDecimal> sorted = values.stream()
                    .map(value -> new BigDecimal(value.toString()))
                    .sorted()
                    .toList();
            int rank = aggregate
                    .fraction()
                    .multiply(BigDecimal.valueOf(values.size()))
                    .setScale(0, RoundingMode.CEILING)
                    .intValueExact();
            return sorted.get(Math.max(rank, 1) - 1).doubleValue();
        }

        @Override
        protected void assertAnswer(@Nullable Object actual, @Nullable Object expected) {
            if (expected == null) {
                assertThat(actual).isNull();
                return;
            }
            double value = (Double) expected;
            double tolerance = Math.max(Math.abs(value) * MAX_RELATIVE_ERROR, Double.MIN_NORMAL);
            assertThat((Double) Objects.requireNonNull(actual)).isCloseTo(value, Offset.offset(tolerance));
        }
    }

    @Nested
    class MedianOfDoubles extends Laws {
        MedianOfDoubles() {
            super(ColumnType.DOUBLE, "0.5");
        }
    }

    @Nested
    class HighPercentileOfMoney extends Laws {
        HighPercentileOfMoney() {
            super(ColumnType.decimal(10, 2), "0.99");
        }

        @Override
        protected int maxValues() {
            return 2_000;
        }

        @Override
        protected int cases() {
            return 30;
        }
    }

    @Nested
    class LowPercentileOfWideDecimals extends Laws {
        LowPercentileOfWideDecimals() {
            super(ColumnType.decimal(38, 25), "0.07");
        }
    }

    @Nested
    class LeastBigint extends Laws {
        LeastBigint() {
            super(ColumnType.BIGINT, "0");
        }
    }

    @Nested
    class GreatestInteger extends Laws {
        GreatestInteger() {
            super(ColumnType.INTEGER, "1");
        }
    }

    /** More buckets than are kept: low percentiles come out too high, but come out alike. */
    @Nested
    class WithMoreBucketsThanAreKept extends Laws {
        WithMoreBucketsThanAreKept() {
            super(ColumnType.DOUBLE, "0.4", 12);
        }

        @Override
        protected void assertAnswer(@Nullable Object actual, @Nullable Object expected) {
            if (expected == null) {
                assertThat(actual).isNull();
                return;
            }
            double value = (Double) expected;
            assertThat((Double) Objects.requireNonNull(actual))
                    .isGreaterThanOrEqualTo(value - Math.abs(value) * MAX_RELATIVE_ERROR - Double.MIN_NORMAL);
        }
    }

    @Test
    void a_value_that_is_all_there_is_comes_back_exactly() {
        ApproxPercentile aggregate = new ApproxPercentile(ColumnType.DOUBLE, new BigDecimal("0.5"), 10);
        ApproxPercentile.Buckets partial = aggregate.empty();
        for (int i = 0; i < 5; i++) {
            partial = aggregate.add(partial, 0.1);
        }
        assertThat(aggregate.finish(partial)).isEqualTo(0.1);
    }

    @Test
    void latencies_of_nine_orders_of_magnitude_take_few_bytes() {
        ApproxPercentile aggregate = new ApproxPercentile(ColumnType.BIGINT, new BigDecimal("0.99"), 4096);
        ApproxPercentile.Buckets partial = aggregate.empty();
        for (long value = 1; value < 1_000_000_000L; value += 1 + value / 200) {
            partial = aggregate.add(partial, value);
        }
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (java.io.DataOutputStream out = new java.io.DataOutputStream(bytes)) {
            aggregate.write(partial, out);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        assertThat(bytes.size()).isLessThan(4_200);
    }
}
