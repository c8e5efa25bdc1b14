package io.lambdagrid.view;

import io.lambdagrid.client.wire.RowKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How old the rows of a view are: what the column says by which they leave. A row whose column is NULL has no age and
 * stays. Immutable and thread-safe.
 */
public final class RowAge {
    private static final long MICROS_PER_DAY = 86_400 * Temporal.MICROS_PER_SECOND;

    /** A horizon that moves is work, so it does not move more often than so many times in the time that rows stay. */
    private static final long STEPS = 100;

    private final Retention retention;
    private final GroupColumn column;

    private RowAge(Retention retention, GroupColumn column) {
        this.retention = retention;
        this.column = column;
    }

    /** Returns the age of a view's rows; empty when all of them stay. */
    public static Optional<RowAge> of(ViewDefinition view) {
        Retention retention = view.retention();
        return retention == null
                ? Optional.empty()
                : Optional.of(new RowAge(retention, view.groupBy().get(retention.column())));
    }

    /** Returns the name of the column by which rows leave. */
    public String column() {
        return column.name();
    }

    /** Returns for how many microseconds rows stay. */
    public long micros() {
        return retention.micros();
    }

    /** Returns whether the row of this key is gone when those before {@code horizon} are. */
    public boolean hasLeft(String key, long horizon) {
        if (horizon == Horizons.KEEPS_ALL) {
            return false;
        }
        Object value = KeyText.read(RowKey.split(key).get(retention.column()), column.type());
        if (value == null) {
            return false;
        }
        return value instanceof Integer day ? day < firstDayFrom(horizon) : (Long) value < horizon;
    }

    /** Returns the least value, as SQL sees it, that rows have which are kept. */
    public Object firstKept(long horizon) {
        Object least = column.type().equals(ColumnType.DATE) ? (Object) (int) firstDayFrom(horizon) : (Object) horizon;
        Object external = Temporal.toExternal(least, column.type());
        if (external == null) {
            throw new IllegalStateException("A horizon has a value");
        }
        return external;
    }

    private static long firstDayFrom(long horizon) {
        return -Math.floorDiv(-horizon, MICROS_PER_DAY);
    }

    /**
     * Returns the horizon there should be: buckets that ended longer ago than rows stay, and only those, lie before it.
     * Where buckets cannot be told from the definition, it is the value of the column that counts.
     *
     * @param now microseconds since 1970-01-01
     */
    public long horizonAt(long now) {
        long step = Math.max(Temporal.MICROS_PER_SECOND, retention.micros() / STEPS);
        long moment = Math.subtractExact(now, retention.micros());
        long stepped = moment - Math.floorMod(moment, step);
        OptionalInt rounded = roundedColumn(column.expression());
        if (rounded.isEmpty()) {
            return stepped - (isDate(column.type()) ? Math.floorMod(stepped, MICROS_PER_DAY) : 0);
        }
        @Nullable Object[] row = new @Nullable Object[rounded.getAsInt() + 1];
        row[rounded.getAsInt()] = isDate(columnType(column.expression()))
                ? (Object) Math.toIntExact(Math.floorDiv(stepped, MICROS_PER_DAY))
                : (Object) stepped;
        Object value = column.expression().evaluate(row);
        if (value == null) {
            throw new IllegalStateException("A time that is rounded is a time");
        }
        long bucket = value instanceof Integer day ? day * MICROS_PER_DAY : (Long) value;
        return column.hop() == null
                ? bucket
                : Arrays.stream(column.hop().starts(bucket)).min().orElse(bucket);
    }

    /**
     * Returns whether rows before a horizon are made only of events before it, and the other way round none of an event
     * after it: whether the column is a column of the dataset, rounded down.
     */
    public boolean isRoundedDown(int datasetColumn) {
        OptionalInt rounded = roundedColumn(column.expression());
        return rounded.isPresent() && rounded.getAsInt() == datasetColumn;
    }

    private static OptionalInt roundedColumn(Expression expression) {
        if (expression instanceof ColumnReference reference) {
            return OptionalInt.of(reference.index());
        }
        return expression instanceof FunctionCall call && call.function().roundsDown(call)
                ? roundedColumn(call.argument(0))
                : OptionalInt.empty();
    }

    private static ColumnType columnType(Expression expression) {
        return expression instanceof FunctionCall call ? columnType(call.argument(0)) : expression.type();
    }

    private static boolean isDate(ColumnType type) {
        return type.equals(ColumnType.DATE);
    }
}
