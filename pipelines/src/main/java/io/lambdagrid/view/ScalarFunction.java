package io.lambdagrid.view;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic scalar function with SQL's rules for NULL. Immutable and thread-safe.
 *
 * <p>The functions of the language are in {@code io.lambdagrid.view.function}.
 */
public interface ScalarFunction extends Serializable {
    /**
     * Computes the call for one row; evaluates only the arguments it needs.
     *
     * @return a value in the Java form of the call's type
     * @throws NotComputableException when the row has no value here
     */
    @Nullable
    Object evaluate(FunctionCall call, @Nullable Object[] row);

    /**
     * Returns whether a call makes of its first argument, a DATE or TIMESTAMP, one that is never later, and never
     * earlier for a later argument. Its other arguments are constants then.
     */
    default boolean roundsDown(FunctionCall call) {
        return false;
    }
}
