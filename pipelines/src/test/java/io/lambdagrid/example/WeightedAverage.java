package io.lambdagrid.example;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.NotComputableException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** WEIGHTED_AVG(x, weight): found by its name in {@code META-INF/services}. */
public final class WeightedAverage implements AggregateFunction {
    @Override
    public String name() {
        return "WEIGHTED_AVG";
    }

    @Override
    public int argumentCount() {
        return 2;
    }

    @Override
    public Optional<Aggregate<?>> over(List<ColumnType> arguments, List<Object> parameters) {
        return arguments.stream().allMatch(WeightedAverage::isExact) ? Optional.of(new Mean()) : Optional.empty();
    }

    private static boolean isExact(ColumnType type) {
        return switch (type.kind()) {
            case INTEGER, BIGINT, DECIMAL -> true;
            case BOOLEAN, DOUBLE, VARCHAR, DATE, TIMESTAMP -> false;
        };
    }

    @Override
    public String accepts() {
        return "INTEGER, BIGINT or DECIMAL";
    }

    /** The exact sums, divided and rounded once, to six places; NULL while all weights are zero. */
    public record Mean() implements Aggregate<Mean.Sums> {
        private static final int SCALE = 6;

        /** What is added up of the rows of one group. */
        public static final class Sums {
            private BigDecimal products = BigDecimal.ZERO;
            private BigDecimal weights = BigDecimal.ZERO;

            private Sums plus(BigDecimal moreProducts, BigDecimal moreWeights) {
                products = products.add(moreProducts);
                weights = weights.add(moreWeights);
                return this;
            }
        }

        @Override
        public Sums empty() {
            return new Sums();
        }

        @Override
        public void check(Object value) {
            BigDecimal weight = exact(((Object[]) value)[1]);
            if (weight.signum() < 0) {
                throw new NotComputableException("The weight '" + weight + "' is negative");
            }
        }

        @Override
        public Sums add(Sums partial, Object value) {
            Object[] pair = (Object[]) value;
            BigDecimal weight = exact(pair[1]);
            return partial.plus(exact(pair[0]).multiply(weight), weight);
        }

        private static BigDecimal exact(Object number) {
            return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) number).longValue());
        }

        @Override
        public Sums merge(Sums left, Sums right) {
            return left.plus(right.products, right.weights);
        }

        @Override
        public @Nullable Object finish(Sums partial) {
            return partial.weights.signum() == 0
                    ? null
                    : partial.products.divide(partial.weights, SCALE, RoundingMode.HALF_UP);
        }

        @Override
        public ColumnType resultType() {
            return ColumnType.decimal(ColumnType.MAX_DECIMAL_PRECISION, SCALE);
        }

        @Override
        public void write(Sums partial, DataOutput out) throws IOException {
            out.writeUTF(partial.products.toString());
            out.writeUTF(partial.weights.toString());
        }

        @Override
        public Sums read(DataInput in) throws IOException {
            return new Sums().plus(new BigDecimal(in.readUTF()), new BigDecimal(in.readUTF()));
        }
    }
}
