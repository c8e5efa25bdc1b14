package io.lambdagrid.view.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spread by its definition, squared distances from the mean, with a hundred digits, and the double nearest to it.
 */
final class ExactSpread {
    /** Enough for any double halfway between two others to be told from its neighbours. */
    private static final MathContext DIGITS_OF_DOUBLES = new MathContext(1_700);

    private static final MathContext DIGITS_OF_DECIMALS = new MathContext(150);
    private static final int MAX_SCALE_OF_DECIMALS = 38;

    private ExactSpread() {}

    static @Nullable Double of(Spread spread, List<BigDecimal> values) {
        boolean sample = spread == Spread.VAR_SAMP || spread == Spread.STDDEV_SAMP;
        int divisor = values.size() - (sample ? 1 : 0);
        if (divisor <= 0) {
            return null;
        }
        boolean decimals = values.stream().allMatch(value -> value.scale() <= MAX_SCALE_OF_DECIMALS);
        MathContext digits = decimals ? DIGITS_OF_DECIMALS : DIGITS_OF_DOUBLES;
        // Distances times the count are whole multiples of the values: exact.
        BigDecimal count = BigDecimal.valueOf(values.size());
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal squares = values.stream()
                .map(value -> value.multiply(count).subtract(sum).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal variance = squares.divide(count.pow(2).multiply(BigDecimal.valueOf(divisor)), digits);
        return switch (spread) {
            case VAR_POP, VAR_SAMP -> NearestDouble.of(variance);
            case STDDEV_POP, STDDEV_SAMP -> NearestDouble.of(variance.sqrt(digits));
        };
    }
}
