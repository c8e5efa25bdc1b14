package io.lambdagrid.view;

import java.io.Serializable;

/**
 * One column of a view as its readers see it.
 *
 * @param value over the row made of the group columns followed by the finished measures
 */
public record OutputColumn(String name, Expression value) implements Serializable {
    public ColumnType type() {
        return value.type();
    }
}
