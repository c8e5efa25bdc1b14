package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.AggregateParameter;
import io.lambdagrid.view.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The aggregate functions that need no installation. */
public final class StandardAggregates {
    private static final String ANY_TYPE = "any type";
    private static final String NUMBERS = "INTEGER, BIGINT, DECIMAL or DOUBLE";

    private static final AggregateParameter FRACTION = new AggregateParameter(
            "fraction",
            ColumnType.decimal(19, 18),
            new BigDecimal("0.99"),
            fraction -> BigDecimal.ZERO.compareTo((BigDecimal) fraction) <= 0
                    && BigDecimal.ONE.compareTo((BigDecimal) fraction) >= 0,
            "a number from 0 to 1");

    private static final int MAX_LENGTH = 1000;

    private static final AggregateParameter LENGTH = new AggregateParameter(
            "length",
            ColumnType.INTEGER,
            10,
            length -> (Integer) length >= 1 && (Integer) length <= MAX_LENGTH,
            "a whole number from 1 to " + MAX_LENGTH);

    private static final List<AggregateFunction> ALL = List.of(
            one("COUNT", ANY_TYPE, type -> Optional.of(new Count())),
            one("SUM", NUMBERS, type -> numbers(type, Sum::new, new DoubleSum())),
            one("AVG", NUMBERS, type -> numbers(type, Average::new, new DoubleAverage())),
            one("MIN", ANY_TYPE, type -> Optional.of(Extreme.minimum(type))),
            one("MAX", ANY_TYPE, type -> Optional.of(Extreme.maximum(type))),
            one("BOOL_AND", "BOOLEAN", type -> truth(Extreme.minimum(type))),
            one("BOOL_OR", "BOOLEAN", type -> truth(Extreme.maximum(type))),
            one("EVERY", "BOOLEAN", type -> truth(Extreme.minimum(type))),
            one("SOME", "BOOLEAN", type -> truth(Extreme.maximum(type))),
            spread("VAR_POP", Spread.VAR_POP),
            spread("VAR_SAMP", Spread.VAR_SAMP),
            spread("VARIANCE", Spread.VAR_SAMP),
            spread("STDDEV_POP", Spread.STDDEV_POP),
            spread("STDDEV_SAMP", Spread.STDDEV_SAMP),
            spread("STDDEV", Spread.STDDEV_SAMP),
            by("MIN_BY", Extreme.End.LOWEST),
            by("MAX_BY", Extreme.End.HIGHEST),
            by("FIRST_VALUE", Extreme.End.LOWEST),
            by("LAST_VALUE", Extreme.End.HIGHEST),
            one("COUNT_DISTINCT", ANY_TYPE, type -> Optional.of(new CountDistinct(type, CountDistinct.STANDARD_LIMIT))),
            new Named(
                    "APPROX_PERCENTILE",
                    1,
                    List.of(FRACTION),
                    NUMBERS,
                    (types, fraction) -> percentile(types.get(0), (BigDecimal) fraction.get(0))),
            new Named(
                    "APPROX_TOP_K",
                    1,
                    List.of(LENGTH),
                    ANY_TYPE,
                    (types, k) -> Optional.of(
                            new ApproxTopK(types.get(0), (Integer) k.get(0), ApproxTopK.STANDARD_MAX_EXACT))),
            one("APPROX_COUNT_DISTINCT", ANY_TYPE, type -> Optional.of(new ApproxCountDistinct(type))));

    private record Named(
            String name,
            int argumentCount,
            List<AggregateParameter> parameters,
            String accepts,
            BiFunction<List<ColumnType>, List<Object>, Optional<Aggregate<?>>> maker)
            implements AggregateFunction {
        @Override
        public Optional<Aggregate<?>> over(List<ColumnType> arguments, List<Object> parameters) {
            return maker.apply(arguments, parameters);
        }
    }

    private StandardAggregates() {}

    public static List<AggregateFunction> all() {
        return ALL;
    }

    private static AggregateFunction one(
            String name, String accepts, Function<ColumnType, Optional<Aggregate<?>>> maker) {
        return new Named(name, 1, List.of(), accepts, (types, none) -> maker.apply(types.get(0)));
    }

    private static AggregateFunction spread(String name, Spread spread) {
        return one(
                name, NUMBERS, type -> numbers(type, exact -> new Variance(spread, exact), new DoubleVariance(spread)));
    }

    private static AggregateFunction by(String name, Extreme.End end) {
        return new Named(
                name,
                2,
                List.of(),
                ANY_TYPE,
                (types, none) -> Optional.of(new ExtremeBy(end, types.get(0), types.get(1))));
    }

    private static Optional<Aggregate<?>> numbers(
            ColumnType type, Function<ColumnType, Aggregate<?>> exact, Aggregate<?> overDouble) {
        return switch (type.kind()) {
            case INTEGER, BIGINT, DECIMAL -> Optional.of(exact.apply(type));
            case DOUBLE -> Optional.of(overDouble);
            case BOOLEAN, VARCHAR, DATE, TIMESTAMP -> Optional.empty();
        };
    }

    private static Optional<Aggregate<?>> percentile(ColumnType type, BigDecimal fraction) {
        Aggregate<?> aggregate = new ApproxPercentile(type, fraction, ApproxPercentile.STANDARD_BUCKETS);
        return numbers(type, exact -> aggregate, aggregate);
    }

    private static Optional<Aggregate<?>> truth(Extreme extreme) {
        return extreme.argument().equals(ColumnType.BOOLEAN) ? Optional.of(extreme) : Optional.empty();
    }
}
