package io.lambdagrid.batch;

import io.lambdagrid.view.OutputColumn;
import io.lambdagrid.view.ViewDefinition;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything the comparison of a proposed definition with a served one needs to know.
 *
 * @param id names the comparison
 * @param batch how the master dataset is read up to the seam of the generation that is served, for one view: the
 *     proposed one
 * @param served the definition that is served under the name; {@code null} for a new view
 */
public record ComparisonPlan(
        String id, BatchPlan batch, @Nullable ViewDefinition served) implements Serializable {
    ViewDefinition proposed() {
        return batch.views().get(0);
    }

    /** Returns whether the keys of both sides mean the same, so that rows can be found by them. */
    boolean keysAreComparable() {
        return served != null && keyColumns(served).equals(keyColumns(proposed()));
    }

    private static List<String> keyColumns(ViewDefinition view) {
        return view.groupBy().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    /** Returns whether a column of the proposed definition has a counterpart in the served one. */
    boolean isInBoth(OutputColumn column) {
        return columns(served).contains(text(column));
    }

    /** Returns the columns that only the first of two definitions has, as {@code name TYPE, name TYPE, ...}. */
    static String columnsOnlyIn(@Nullable ViewDefinition one, @Nullable ViewDefinition other) {
        List<String> others = columns(other);
        return columns(one).stream().filter(column -> !others.contains(column)).collect(Collectors.joining(", "));
    }

    private static List<String> columns(@Nullable ViewDefinition view) {
        return view == null
                ? List.of()
                : view.outputs().stream().map(ComparisonPlan::text).toList();
    }

    private static String text(OutputColumn column) {
        return column.name() + " " + column.type();
    }
}
