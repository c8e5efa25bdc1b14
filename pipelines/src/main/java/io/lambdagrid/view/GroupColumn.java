package io.lambdagrid.view;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One expression of GROUP BY; its values name the row.
 *
 * @param hop the overlapping buckets that a row belongs to, when the expression is their moment; {@code null} when its
 *     value is the group's
 */
public record GroupColumn(
        String name, Expression expression, @Nullable Hop hop) implements Serializable {
    public GroupColumn(String name, Expression expression) {
        this(name, expression, null);
    }

    public ColumnType type() {
        return expression.type();
    }
}
