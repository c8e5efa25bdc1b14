package io.lambdagrid.view.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spread by its definition, squared distances from the mean, with a hundred digits, and the double nearest to it.
 */
final class ExactSpread {
    private static final MathContext DIGITS = new MathContext(100);

    private ExactSpread() {}

    static @Nullable Double of(Spread spread, List<BigDecimal> values) {
        boolean sample = spread == Spread.VAR_SAMP || spread == Spread.STDDEV_SAMP;
        int divisor = values.size() - (sample ? 1 : 0);
        if (divisor <= 0) {
            return null;
        }
        // Distances times the count are whole multiples of the values: exact.
        BigDecimal count = BigDecimal.valueOf(values.size());
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal squares = values.stream()
                .map(value -> value.multiply(count).subtract(sum).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal variance = squares.divide(count.pow(2).multiply(BigDecimal.valueOf(divisor)), DIGITS);
        return switch (spread) {
            case VAR_POP, VAR_SAMP -> NearestDouble.of(variance);
            case STDDEV_POP, STDDEV_SAMP -> NearestDouble.of(variance.sqrt(DIGITS));
        };
    }
}
