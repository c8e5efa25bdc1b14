package io.lambdagrid.view.aggregate;

import org.jspecify.annotations.Nullable;

/** SUM over DOUBLE: the exact sum, rounded once. NULL when no value was added. */
public record DoubleSum() implements DoubleSummation {
    @Override
    public @Nullable Double finish(ExactDoubleSum partial) {
        return partial.count() == 0 ? null : (Double) partial.total();
    }
}
