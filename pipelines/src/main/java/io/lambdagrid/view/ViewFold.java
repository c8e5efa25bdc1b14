package io.lambdagrid.view;

import io.lambdagrid.client.wire.RowKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows become a view: the one place where a definition turns into arithmetic. The batch job, the speed job, the
 * serving layer and the tests all fold through it, so they cannot drift apart.
 *
 * <p>A group's partial results are an {@code Object[]}, one partial result for each measure. Immutable and thread-safe;
 * the arrays have one owner at a time.
 */
public final class ViewFold {
    /** Where the groups of a fold live. */
    @FunctionalInterface
    public interface Groups {
        /** Returns the partial results of a group, created empty if it is new; {@code null} to skip the group. */
        Object @Nullable [] partials(String key);
    }

    private final ViewDefinition view;
    private final @Nullable Expression where;
    private final Expression[] keys;
    private final ColumnType[] keyTypes;
    /** Position among the keys, or -1; there is one at most. */
    private final int hopColumn;

    private final @Nullable Hop hop;
    private final @Nullable Expression[] filters;
    private final Expression[][] arguments;
    private final Aggregate<Object>[] aggregates;
    private final Expression[] outputs;
    private final @Nullable RowAge age;

    @SuppressWarnings("unchecked")
    public ViewFold(ViewDefinition view) {
        this.view = view;
        this.where = view.where();
        this.keys = view.groupBy().stream().map(GroupColumn::expression).toArray(Expression[]::new);
        this.keyTypes = view.keyTypes().toArray(ColumnType[]::new);
        this.hopColumn = view.hopColumn();
        this.hop = hopColumn < 0 ? null : view.groupBy().get(hopColumn).hop();
        this.filters = view.measures().stream().map(Measure::filter).toArray(Expression[]::new);
        this.arguments = view.measures().stream()
                .map(measure -> measure.arguments().toArray(Expression[]::new))
                .toArray(Expression[][]::new);
        this.aggregates = view.measures().stream().map(Measure::aggregate).toArray(Aggregate[]::new);
        this.outputs = view.outputs().stream().map(OutputColumn::value).toArray(Expression[]::new);
        this.age = RowAge.of(view).orElse(null);
    }

    public ViewDefinition view() {
        return view;
    }

    /** Returns whether an output column is one of the group columns as it stands, so the same in both layers. */
    public boolean isGroupColumn(int output) {
        return outputs[output] instanceof ColumnReference column && column.index() < keys.length;
    }

    /** Returns fresh partial results of a group without rows. */
    public Object[] empty() {
        Object[] partials = new Object[aggregates.length];
        for (int i = 0; i < partials.length; i++) {
            partials[i] = aggregates[i].empty();
        }
        return partials;
    }

    /**
     * Adds one row of the dataset to its group, or to each of its groups when buckets overlap, unless WHERE excludes
     * it.
     *
     * @throws NotComputableException when the view cannot be computed for this row; no group has changed then
     */
    public void add(@Nullable Object[] row, Groups groups) {
        if (where != null && !Boolean.TRUE.equals(where.evaluate(row))) {
            return;
        }
        @Nullable Object[] values = values(row);
        @Nullable Object[] key = evaluate(keys, row);
        Object moment = hopColumn < 0 ? null : key[hopColumn];
        if (hop == null || moment == null) {
            add(values, groups.partials(text(key)));
            return;
        }
        for (long start : hop.starts((Long) moment)) {
            key[hopColumn] = start;
            add(values, groups.partials(text(key)));
        }
    }

    private void add(@Nullable Object[] values, Object @Nullable [] partials) {
        if (partials == null) {
            return;
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                partials[i] = aggregates[i].add(partials[i], value);
            }
        }
    }

    /** Does everything that can fail before any group is touched; {@code null} where nothing is to be added. */
    private @Nullable Object[] values(@Nullable Object[] row) {
        @Nullable Object[] values = new @Nullable Object[aggregates.length];
        for (int i = 0; i < values.length; i++) {
            Expression filter = filters[i];
            if (filter == null || Boolean.TRUE.equals(filter.evaluate(row))) {
                Object value = value(arguments[i], row);
                if (value != null) {
                    aggregates[i].check(value);
                }
                values[i] = value;
            }
        }
        return values;
    }

    private static @Nullable Object value(Expression[] arguments, @Nullable Object[] row) {
        return switch (arguments.length) {
            case 0 -> true;
            case 1 -> arguments[0].evaluate(row);
            default -> {
                Object[] values = new Object[arguments.length];
                for (int i = 0; i < values.length; i++) {
                    Object value = arguments[i].evaluate(row);
                    if (value == null) {
                        yield null;
                    }
                    values[i] = value;
                }
                yield values;
            }
        };
    }

    /** Returns whether a row has left when those of the view before its horizon have. */
    public boolean hasLeft(String key, Horizons horizons) {
        return age != null && age.hasLeft(key, horizons.of(view.name()));
    }

    private static @Nullable Object[] evaluate(Expression[] expressions, @Nullable Object[] row) {
        @Nullable Object[] values = new @Nullable Object[expressions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = expressions[i].evaluate(row);
        }
        return values;
    }

    private String text(@Nullable Object[] keyValues) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < keyValues.length; i++) {
            if (i > 0) {
                key.append('|');
            }
            RowKey.appendPart(key, KeyText.write(keyValues[i], keyTypes[i]));
        }
        return key.toString();
    }

    /**
     * Joins the partial results of one group; {@code left} may be changed and returned, {@code right} stays as it is.
     */
    public Object[] merge(Object[] left, Object[] right) {
        for (int i = 0; i < left.length; i++) {
            left[i] = aggregates[i].merge(left[i], right[i]);
        }
        return left;
    }

    /**
     * Returns the values of the view's output columns for one group. What cannot be computed, such as a sum that leaves
     * its type or a division by a zero count, reads as NULL.
     */
    public @Nullable Object[] finish(String key, Object[] partials) {
        @Nullable Object[] finished = new @Nullable Object[keys.length + partials.length];
        if (keys.length > 0) {
            List<@Nullable String> parts = RowKey.split(key);
            for (int i = 0; i < keys.length; i++) {
                finished[i] = KeyText.read(parts.get(i), keyTypes[i]);
            }
        }
        for (int i = 0; i < partials.length; i++) {
            finished[keys.length + i] = measure(i, partials[i]);
        }
        @Nullable Object[] values = new @Nullable Object[outputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = output(i, finished);
        }
        return values;
    }

    private @Nullable Object measure(int index, Object partial) {
        try {
            return aggregates[index].finish(partial);
        } catch (NotComputableException e) {
            return null;
        }
    }

    private @Nullable Object output(int index, @Nullable Object[] finished) {
        try {
            return outputs[index].evaluate(finished);
        } catch (NotComputableException e) {
            return null;
        }
    }

    /** Writes partial results in their durable form. */
    public void write(Object[] partials, DataOutput out) throws IOException {
        for (int i = 0; i < partials.length; i++) {
            aggregates[i].write(partials[i], out);
        }
    }

    /** Reads what {@link #write} wrote for the same definition. */
    public Object[] read(DataInput in) throws IOException {
        Object[] partials = new Object[aggregates.length];
        for (int i = 0; i < partials.length; i++) {
            partials[i] = aggregates[i].read(in);
        }
        return partials;
    }
}
