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
     * Refuses a value that no partial result can take, such as a negative weight. Depends on nothing but the value, and
     * is called before any group has changed.
     *
     * @throws NotComputableException when the row is to be rejected for the view
     */
    default void check(Object value) {}

    /**
     * Adds one value that {@link #check} let through. Never fails.
     *
     * @param value in the Java form of the argument's type, or an {@code Object[]} of such when the function takes
     *     several arguments; never NULL: SQL aggregates skip rows where an argument is NULL, and the caller does that
     */
    P add(P partial, Object value);

    P merge(P left, P right);

    /**
     * Returns the column's value, in the Java form of {@link #resultType()}; does not change the partial result.
     *
     * @throws NotComputableException when the values have no answer that is right, such as a sum beyond its type: the
     *     column then reads as NULL
     */
    @Nullable
    Object finish(P partial);

    ColumnType resultType();

    /**
     * Writes the partial result in a form that {@link #read} of any later release understands: rows in Cassandra
     * outlive releases. Equal multisets should give equal bytes.
     */
    void write(P partial, DataOutput out) throws IOException;

    P read(DataInput in) throws IOException;
}
