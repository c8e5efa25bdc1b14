package io.lambdagrid.view;

import java.util.List;
import java.util.Optional;

/**
 * A SQL aggregate function by name: makes the {@link Aggregate} for a call.
 *
 * <p>A call is written {@code NAME(argument, ..., parameter, ...)}. Arguments are expressions, computed for each row;
 * parameters are constants and belong to the aggregate.
 */
public interface AggregateFunction {
    /** Returns the SQL name in upper case, such as {@code SUM}. */
    String name();

    /** Returns how many arguments a call has; at least one. */
    default int argumentCount() {
        return 1;
    }

    /** Returns the parameters that follow the arguments, in their order. */
    default List<AggregateParameter> parameters() {
        return List.of();
    }

    /**
     * Returns the aggregate for a call, or empty when the function does not take arguments of these types. The type of
     * its result must not depend on the parameters.
     *
     * @param arguments the types of the arguments, as many as {@link #argumentCount()}
     * @param parameters accepted values for {@link #parameters()}, in the Java form of their types
     */
    Optional<Aggregate<?>> over(List<ColumnType> arguments, List<Object> parameters);

    /** Returns the aggregate over one argument, with the example of each parameter. */
    default Optional<Aggregate<?>> over(ColumnType argument) {
        return over(
                List.of(argument),
                parameters().stream().map(AggregateParameter::example).toList());
    }

    /** Says in words which types the function takes, for the message when {@link #over} is empty. */
    String accepts();
}
