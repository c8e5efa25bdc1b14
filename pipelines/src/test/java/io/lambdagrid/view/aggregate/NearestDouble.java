package io.lambdagrid.view.aggregate;

import java.math.BigDecimal;

/**
 * The double nearest to a decimal, found by comparing distances exactly: BigDecimal.doubleValue() was not correctly
 * rounded in every case before JDK 21.
 */
final class NearestDouble {
    /** Half a unit in the last place above the largest double; from here on the nearest double is infinite. */
    private static final BigDecimal BEYOND =
            new BigDecimal(Double.MAX_VALUE).add(new BigDecimal(Math.ulp(Double.MAX_VALUE) / 2));

    private NearestDouble() {}

    static double of(BigDecimal value) {
        if (value.signum() == 0) {
            return 0.0;
        }
        if (value.abs().compareTo(BEYOND) >= 0) {
            return value.signum() * Double.POSITIVE_INFINITY;
        }
        double guess = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value.doubleValue()));
        double best = guess;
        for (double candidate : new double[] {Math.nextDown(guess), Math.nextUp(guess)}) {
            if (Double.isFinite(candidate)) {
                int closer = distance(value, candidate).compareTo(distance(value, best));
                boolean even = (Double.doubleToRawLongBits(candidate) & 1) == 0;
                best = closer < 0 || (closer == 0 && even) ? candidate : best;
            }
        }
        return best;
    }

    private static BigDecimal distance(BigDecimal value, double from) {
        return value.subtract(new BigDecimal(from)).abs();
    }
}
