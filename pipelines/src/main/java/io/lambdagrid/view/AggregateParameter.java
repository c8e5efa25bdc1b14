package io.lambdagrid.view;

import java.util.function.Predicate;

/**
 * A constant in the call of an aggregate function, such as the fraction in {@code APPROX_PERCENTILE(x, 0.99)}.
 *
 * @param name what messages call it
 * @param type what the constant is converted to
 * @param example an accepted value, shown in messages
 * @param accepted whether a value of the type can be used
 * @param expected says in words which values are accepted
 */
public record AggregateParameter(
        String name, ColumnType type, Object example, Predicate<Object> accepted, String expected) {}
