package io.lambdagrid.view;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A summary that can be built in pieces and joined: the reason one definition can run as a batch and as a stream.
 *
 * <p>For all partial results {@code a}, {@code b}, {@code c}: {@link #merge} is associative and commutative, and
 * {@link #empty()} changes nothing when merged. The finished value depends only on the multiset of values added, not on
 * their order nor on how they were split. {@code AggregateLaws} checks every implementation.
 *
 * <p>The aggregate itself is immutable and thread-safe. A partial result has one owner at a time: {@link #add} and
 * {@link #merge} may change and return their first argument, and the caller goes on with what was returned. The second
 * argument of {@code merge} is never changed and never kept.
 *
 * @param <P> the partial result
 */
public interface Aggregate<P> extends Serializable {
    /** Returns a new partial result of no values. */
    P empty();

    /**
     * Adds one value, never NULL: SQL aggregates skip NULL, and the caller does that.
     *
     * @throws NotComputableException when the value cannot be added; the partial result is then unchanged
     */
    P add(P partial, Object value);

    P merge(P left, P right);

    /** Returns the column's value, in the Java form of {@link #resultType()}; does not change the partial result. */
    @Nullable
    Object finish(P partial);

    ColumnType resultType();

    /** Writes the partial result in a form that {@link #read} of any later release understands. */
    void write(P partial, DataOutput out) throws IOException;

    P read(DataInput in) throws IOException;
}
