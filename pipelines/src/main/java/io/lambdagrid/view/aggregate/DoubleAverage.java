package io.lambdagrid.view.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * AVG over DOUBLE: the exact sum, rounded to a double, divided by the count. NULL when no value was added; infinite
 * when the sum is beyond the range of a double.
 */
public record DoubleAverage() implements DoubleSummation {
    @Override
    public @Nullable Double finish(ExactDoubleSum partial) {
        return partial.count() == 0 ? null : (Double) (partial.total() / partial.count());
    }
}
