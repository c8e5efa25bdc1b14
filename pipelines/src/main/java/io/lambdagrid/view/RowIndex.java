package io.lambdagrid.view;

import java.io.Serializable;
import java.util.List;

/**
 * An index over the rows of a view, for readers who ask by something other than the key. Only group columns can be in
 * it: they never change, so no row moves within an index while it is read.
 *
 * @param columns of GROUP BY, in the order in which rows are sorted or compared
 */
public record RowIndex(Kind kind, List<String> columns) implements Serializable {
    /** What an index finds. */
    public enum Kind {
        /** Rows that are equal in all columns. */
        HASH,
        /** Rows in a range, and rows in order. */
        SORTED
    }

    public RowIndex {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("An index has no columns");
        }
    }
}
