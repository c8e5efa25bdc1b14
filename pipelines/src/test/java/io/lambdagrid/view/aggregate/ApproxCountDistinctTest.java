package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.apache.datasketches.hll.Union;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApproxCountDistinctTest {
    private static final double SIX_STANDARD_ERRORS = 6 * 1.04 / 64;

    abstract static class Laws extends AggregateLaws<Union> {
        private final ColumnType type;

        Laws(ColumnType type) {
            this.type = type;
        }

        @Override
        protected Aggregate<Union> aggregate() {
            return new ApproxCountDistinct(type);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.any(type, random);
        }

        @Override
        protected @Nullable Object expected(List<Object> values) {
            HashSet<Object> distinct = new HashSet<>();
            values.forEach(value -> distinct.add(value.equals(-0.0) ? 0.0 : value));
            return (long) distinct.size();
        }

        @Override
        protected void assertAnswer(@Nullable Object actual, @Nullable Object expected) {
            double count = ((Long) Objects.requireNonNull(expected)).doubleValue();
            assertThat(((Long) Objects.requireNonNull(actual)).doubleValue())
                    .isCloseTo(count, Offset.offset(count * SIX_STANDARD_ERRORS));
        }

        @Override
        protected boolean writesOneFormOnly() {
            return false;
        }

        @Override
        protected int cases() {
            return 60;
        }
    }

    @Nested
    class OverBoolean extends Laws {
        OverBoolean() {
            super(ColumnType.BOOLEAN);
        }
    }

    @Nested
    class OverBigint extends Laws {
        OverBigint() {
            super(ColumnType.BIGINT);
        }
    }

    @Nested
    class OverDouble extends Laws {
        OverDouble() {
            super(ColumnType.DOUBLE);
        }
    }

    @Nested
    class OverMoney extends Laws {
        OverMoney() {
            super(ColumnType.decimal(10, 2));
        }
    }

    @Nested
    class OverWideDecimal extends Laws {
        OverWideDecimal() {
            super(ColumnType.decimal(38, 4));
        }
    }

    @Nested
    class OverVarchar extends Laws {
        OverVarchar() {
            super(ColumnType.VARCHAR);
        }
    }

    /** Eight distinct values end the sketch's list form, 384 its set form: pieces of all three forms meet here. */
    @Nested
    class AcrossTheFormsOfTheSketch extends Laws {
        AcrossTheFormsOfTheSketch() {
            super(ColumnType.INTEGER);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return random.nextInt(4_000);
        }

        @Override
        protected int maxValues() {
            return 3_000;
        }
    }

    @Nested
    class FarBeyondTheNumberOfRegisters extends Laws {
        FarBeyondTheNumberOfRegisters() {
            super(ColumnType.INTEGER);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return random.nextInt();
        }

        @Override
        protected int maxValues() {
            return 60_000;
        }

        @Override
        protected int cases() {
            return 8;
        }
    }

    @Test
    void the_empty_text_counts() {
        ApproxCountDistinct aggregate = new ApproxCountDistinct(ColumnType.VARCHAR);
        Union partial = aggregate.add(aggregate.add(aggregate.empty(), ""), "a");

        assertThat(aggregate.finish(partial)).isEqualTo(2L);
        assertThat(aggregate.finish(aggregate.add(partial, ""))).isEqualTo(2L);
    }

    @Test
    void few_values_are_counted_exactly() {
        ApproxCountDistinct aggregate = new ApproxCountDistinct(ColumnType.BIGINT);
        Union partial = aggregate.empty();
        for (long value = 0; value < 100; value++) {
            partial = aggregate.add(partial, value);
            assertThat(aggregate.finish(partial)).isEqualTo(value + 1);
        }
    }
}
