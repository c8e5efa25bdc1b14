package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * AVG over INTEGER, BIGINT and DECIMAL(p,s): the exact sum divided by the count, rounded once, half up (away from
 * zero), to six decimal places or to {@code s} if that is more. NULL when no value was added.
 */
public record Average(ColumnType argument) implements ExactSummation {
    private static final int MIN_SCALE = 6;

    @Override
    public @Nullable BigDecimal finish(ExactSum partial) {
        if (partial.count() == 0) {
            return null;
        }
        BigDecimal count = BigDecimal.valueOf(partial.count());
        return partial.total(argument.scale()).divide(count, resultType().scale(), RoundingMode.HALF_UP);
    }

    @Override
    public ColumnType resultType() {
        return ColumnType.decimal(ColumnType.MAX_DECIMAL_PRECISION, Math.max(MIN_SCALE, argument.scale()));
    }
}
