package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.ColumnType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The aggregate functions that need no installation. */
public final class StandardAggregates {
    private static final String ANY_TYPE = "any type";
    private static final String NUMBERS = "INTEGER, BIGINT, DECIMAL or DOUBLE";

    private static final List<AggregateFunction> ALL = List.of(
            new Named("COUNT", ANY_TYPE, type -> Optional.of(new Count())),
            new Named("SUM", NUMBERS, StandardAggregates::sum),
            new Named("AVG", NUMBERS, StandardAggregates::average),
            new Named("MIN", ANY_TYPE, type -> Optional.of(Extreme.minimum(type))),
            new Named("MAX", ANY_TYPE, type -> Optional.of(Extreme.maximum(type))),
            new Named("APPROX_COUNT_DISTINCT", ANY_TYPE, type -> Optional.of(new ApproxCountDistinct(type))));

    private record Named(String name, String accepts, Function<ColumnType, Optional<Aggregate<?>>> maker)
            implements AggregateFunction {
        @Override
        public Optional<Aggregate<?>> over(ColumnType argument) {
            return maker.apply(argument);
        }
    }

    private StandardAggregates() {}

    public static List<AggregateFunction> all() {
        return ALL;
    }

    private static Optional<Aggregate<?>> sum(ColumnType type) {
        return switch (type.kind()) {
            case INTEGER, BIGINT, DECIMAL -> Optional.of(new Sum(type));
            case DOUBLE -> Optional.of(new DoubleSum());
            case BOOLEAN, VARCHAR, DATE, TIMESTAMP -> Optional.empty();
        };
    }

    private static Optional<Aggregate<?>> average(ColumnType type) {
        return switch (type.kind()) {
            case INTEGER, BIGINT, DECIMAL -> Optional.of(new Average(type));
            case DOUBLE -> Optional.of(new DoubleAverage());
            case BOOLEAN, VARCHAR, DATE, TIMESTAMP -> Optional.empty();
        };
    }
}
