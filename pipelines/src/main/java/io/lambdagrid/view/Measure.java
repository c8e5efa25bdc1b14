package io.lambdagrid.view;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate call of a view.
 *
 * @param arguments what is aggregated; empty for {@code COUNT(*)}
 * @param filter the FILTER (WHERE ...) condition; {@code null} when there is none
 */
public record Measure(
        String name,
        Aggregate<?> aggregate,
        List<Expression> arguments,
        @Nullable Expression filter) implements Serializable {
    public Measure {
        arguments = List.copyOf(arguments);
    }

    public ColumnType type() {
        return aggregate.resultType();
    }
}
