package io.lambdagrid.view;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A view: one aggregate query over one dataset, checked, in the form from which both layers are lowered.
 *
 * <p>Expressions of {@code where}, {@code groupBy} and {@code measures} read rows of the dataset; those of
 * {@code outputs} read the group columns followed by the finished measures.
 *
 * @param sql the text the view was defined with
 * @param where which rows count; {@code null} when all do
 * @param groupBy empty for a view of one row; at most one column has overlapping buckets
 * @param outputs in the order of the SELECT list; every group column is among them
 * @param retention how long rows stay; {@code null} when all of them do
 * @param indexes over columns of {@code groupBy}
 */
public record ViewDefinition(
        String name,
        String dataset,
        String sql,
        @Nullable Expression where,
        List<GroupColumn> groupBy,
        List<Measure> measures,
        List<OutputColumn> outputs,
        @Nullable Retention retention,
        List<RowIndex> indexes)
        implements Serializable {
    public ViewDefinition {
        groupBy = List.copyOf(groupBy);
        measures = List.copyOf(measures);
        outputs = List.copyOf(outputs);
        indexes = List.copyOf(indexes);
        if (!Names.isValid(name)) {
            throw new IllegalArgumentException("View name '" + name + "' is not " + Names.RULE);
        }
        if (groupBy.stream().filter(column -> column.hop() != null).count() > 1) {
            throw new IllegalArgumentException("View '" + name + "' has two columns of overlapping buckets");
        }
        if (retention != null && !isTime(groupBy.get(retention.column()).type())) {
            throw new IllegalArgumentException("Rows of view '" + name + "' cannot leave by a column that is no time");
        }
    }

    /** A view all of whose rows stay, without indexes. */
    public ViewDefinition(
            String name,
            String dataset,
            String sql,
            @Nullable Expression where,
            List<GroupColumn> groupBy,
            List<Measure> measures,
            List<OutputColumn> outputs) {
        this(name, dataset, sql, where, groupBy, measures, outputs, null, List.of());
    }

    /** Returns this view with rows that stay for some time only. */
    public ViewDefinition retaining(Retention time) {
        return new ViewDefinition(name, dataset, sql, where, groupBy, measures, outputs, time, indexes);
    }

    /** Returns this view with these indexes. */
    public ViewDefinition indexed(List<RowIndex> rows) {
        return new ViewDefinition(name, dataset, sql, where, groupBy, measures, outputs, retention, rows);
    }

    private static boolean isTime(ColumnType type) {
        return type.equals(ColumnType.DATE) || type.equals(ColumnType.TIMESTAMP);
    }

    /** Returns the position of the group column of overlapping buckets, or -1. */
    int hopColumn() {
        return IntStream.range(0, groupBy.size())
                .filter(column -> groupBy.get(column).hop() != null)
                .findFirst()
                .orElse(-1);
    }

    /** Returns the indexes of the dataset's columns that must be read to compute this view. */
    public BitSet columnsRead() {
        BitSet columns = new BitSet();
        Stream<@Nullable Expression> conditions =
                Stream.concat(Stream.of(where), measures.stream().map(Measure::filter));
        Stream<@Nullable Expression> values = Stream.concat(
                groupBy.stream().map(GroupColumn::expression),
                measures.stream().flatMap(measure -> measure.arguments().stream()));
        Stream.concat(conditions, values).forEach(expression -> {
            if (expression != null) {
                expression.collectColumns(columns);
            }
        });
        return columns;
    }

    /** Returns the types of the group columns, in the order of the row key. */
    public List<ColumnType> keyTypes() {
        return groupBy.stream().map(GroupColumn::type).toList();
    }
}
