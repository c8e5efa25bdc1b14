package io.lambdagrid.view;

import java.io.Serializable;

/** A named, typed, nullable column of a dataset. */
public record Column(String name, ColumnType type) implements Serializable {
    public Column {
        if (!Names.isValid(name)) {
            throw new IllegalArgumentException("Column name '" + name + "' is not " + Names.RULE);
        }
    }
}
