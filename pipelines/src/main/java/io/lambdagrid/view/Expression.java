package io.lambdagrid.view;

import java.io.Serializable;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic scalar expression over one row. Immutable and thread-safe.
 *
 * <p>Values are in the Java forms of {@link ColumnType}; NULL is {@code null} and follows SQL's rules.
 */
public sealed interface Expression extends Serializable permits ColumnReference, Literal, FunctionCall {
    ColumnType type();

    /**
     * Computes the value for one row.
     *
     * @throws NotComputableException when the row has no value here: overflow, division by zero, text that is no number
     */
    @Nullable
    Object evaluate(@Nullable Object[] row);

    /** Adds to {@code columns} the index of each column that this expression reads. */
    void collectColumns(BitSet columns);
}
