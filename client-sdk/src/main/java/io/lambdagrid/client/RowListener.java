package io.lambdagrid.client;

import java.util.Optional;

/**
 * Hears of the rows of a view. Calls come one after the other, on a thread that all subscriptions of a
 * {@link LambdaGrid} share: what takes long belongs elsewhere.
 *
 * @param <R> the type of a row
 */
@FunctionalInterface
public interface RowListener<R> {
    /**
     * A row is another than when it was told of last; what a record class leaves out does not count. Of many changes in
     * a short time, the last is told.
     *
     * @param before empty for a row that is told of for the first time
     * @param after empty for a row that has left the view, or does not meet the condition any more
     */
    void changed(Optional<R> before, Optional<R> after);

    /**
     * Nobody can say at the moment how the rows are. It is tried again by itself, and what has changed meanwhile is
     * told then; until that, this is not called again.
     */
    default void unavailable(LambdaGridException reason) {}
}
