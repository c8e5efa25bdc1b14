package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Generated;
import io.lambdagrid.view.Values;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExtremeTest {
    private static final ColumnType DECIMAL = ColumnType.decimal(38, 4);

    abstract static class Laws extends AggregateLaws<Extreme.Best> {
        private final Extreme aggregate;

        Laws(Extreme aggregate) {
            this.aggregate = aggregate;
        }

        @Override
        protected Aggregate<Extreme.Best> aggregate() {
            return aggregate;
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.any(aggregate.argument(), random);
        }

        @Override
        protected @Nullable Object expected(List<Object> values) {
            Comparator<Object> order = switch (aggregate.argument().kind()) {
                case BOOLEAN -> Comparator.comparing(value -> (Boolean) value);
                case INTEGER, BIGINT, DATE, TIMESTAMP, DECIMAL ->
                    Comparator.comparing(value -> new BigDecimal(value.toString()));
                case DOUBLE -> Comparator.comparing(value -> (Double) value);
                case VARCHAR -> (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b));
            };
            return switch (aggregate.end()) {
                case LOWEST -> values.stream().min(order).orElse(null);
                case HIGHEST -> values.stream().max(order).orElse(null);
            };
        }

        private static byte[] utf8(Object text) {
            return ((String) text).getBytes(StandardCharsets.UTF_8);
        }
    }

    @Nested
    class MinOfBoolean extends Laws {
        MinOfBoolean() {
            super(Extreme.minimum(ColumnType.BOOLEAN));
        }
    }

    @Nested
    class MaxOfBoolean extends Laws {
        MaxOfBoolean() {
            super(Extreme.maximum(ColumnType.BOOLEAN));
        }
    }

    @Nested
    class MinOfInteger extends Laws {
        MinOfInteger() {
            super(Extreme.minimum(ColumnType.INTEGER));
        }
    }

    @Nested
    class MaxOfBigint extends Laws {
        MaxOfBigint() {
            super(Extreme.maximum(ColumnType.BIGINT));
        }
    }

    @Nested
    class MinOfDouble extends Laws {
        MinOfDouble() {
            super(Extreme.minimum(ColumnType.DOUBLE));
        }
    }

    @Nested
    class MaxOfDouble extends Laws {
        MaxOfDouble() {
            super(Extreme.maximum(ColumnType.DOUBLE));
        }
    }

    @Nested
    class MinOfDecimal extends Laws {
        MinOfDecimal() {
            super(Extreme.minimum(DECIMAL));
        }
    }

    @Nested
    class MaxOfDecimal extends Laws {
        MaxOfDecimal() {
            super(Extreme.maximum(DECIMAL));
        }
    }

    @Nested
    class MinOfVarchar extends Laws {
        MinOfVarchar() {
            super(Extreme.minimum(ColumnType.VARCHAR));
        }
    }

    @Nested
    class MaxOfVarchar extends Laws {
        MaxOfVarchar() {
            super(Extreme.maximum(ColumnType.VARCHAR));
        }
    }

    @Nested
    class MinOfDate extends Laws {
        MinOfDate() {
            super(Extreme.minimum(ColumnType.DATE));
        }
    }

    @Nested
    class MaxOfTimestamp extends Laws {
        MaxOfTimestamp() {
            super(Extreme.maximum(ColumnType.TIMESTAMP));
        }
    }

    @Test
    void texts_are_ordered_by_code_point_where_utf_16_would_err() {
        String emoji = "\ud83d\ude00";
        String replacement = "\ufffd";
        assertThat(replacement.compareTo(emoji)).isPositive();
        assertThat(ValueOrder.compare(replacement, emoji, ColumnType.VARCHAR)).isNegative();
    }

    @Test
    void texts_are_ordered_as_their_utf_8_bytes_are() {
        Generated.forAll(2000, random -> {
            String left = Values.text(random);
            String right = Values.text(random);
            int bytes = Arrays.compareUnsigned(
                    left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(ValueOrder.compare(left, right, ColumnType.VARCHAR)))
                    .isEqualTo(Integer.signum(bytes));
        });
    }
}
