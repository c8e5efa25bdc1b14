package io.lambdagrid.view;

import java.io.Serializable;

/** One expression of GROUP BY; its values name the row. */
public record GroupColumn(String name, Expression expression) implements Serializable {
    public ColumnType type() {
        return expression.type();
    }
}
