package io.lambdagrid.view;

import java.util.Optional;

/** A SQL aggregate function by name: makes the {@link Aggregate} for the type of its argument. */
public interface AggregateFunction {
    /** Returns the SQL name in upper case, such as {@code SUM}. */
    String name();

    /** Returns the aggregate over values of this type, or empty when the function does not take such values. */
    Optional<Aggregate<?>> over(ColumnType argument);

    /** Says in words which types the function takes, for the message when {@link #over} is empty. */
    String accepts();
}
