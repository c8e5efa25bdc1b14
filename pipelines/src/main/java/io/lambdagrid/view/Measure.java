package io.lambdagrid.view;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate call of a view.
 *
 * @param argument what is aggregated; {@code null} for {@code COUNT(*)}
 * @param filter the FILTER (WHERE ...) condition; {@code null} when there is none
 */
public record Measure(
        String name,
        Aggregate<?> aggregate,
        @Nullable Expression argument,
        @Nullable Expression filter) implements Serializable {
    public ColumnType type() {
        return aggregate.resultType();
    }
}
