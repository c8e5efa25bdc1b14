package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.NotComputableException;
import org.jspecify.annotations.Nullable;

/**
 * SUM over INTEGER, BIGINT and DECIMAL; NULL when no value was added.
 *
 * <p>The partial result is exact without limit, so that a sum may leave the range of its type and come back, and so
 * that adding and merging never fail.
 *
 * <table>
 *   <caption>Result</caption>
 *   <tr><td>INTEGER</td><td>BIGINT, which no sum of fewer than 2^32 values leaves; beyond it the
 *     column reads as NULL rather than as another number</td></tr>
 *   <tr><td>BIGINT</td><td>DECIMAL(38,0), which no number of records there can be leaves</td></tr>
 *   <tr><td>DECIMAL(p,s)</td><td>DECIMAL(38,s); a sum of more than 38 digits is returned with all its digits</td></tr>
 * </table>
 */
public record Sum(ColumnType argument) implements ExactSummation {
    @Override
    public @Nullable Object finish(ExactSum partial) {
        if (partial.count() == 0) {
            return null;
        }
        if (argument.kind() != ColumnType.Kind.INTEGER) {
            return partial.total(argument.scale());
        }
        try {
            return partial.total().longValueExact();
        } catch (ArithmeticException e) {
            throw new NotComputableException("The sum '" + partial.total() + "' does not fit BIGINT");
        }
    }

    @Override
    public ColumnType resultType() {
        return argument.kind() == ColumnType.Kind.INTEGER
                ? ColumnType.BIGINT
                : ColumnType.decimal(ColumnType.MAX_DECIMAL_PRECISION, argument.scale());
    }
}
