package io.lambdagrid.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One row of a view or of a query's result, read by the names of its columns or by their positions, which begin at 0.
 * Immutable.
 *
 * <p>Values are Java objects: {@link Boolean}, {@link Integer}, {@link Long}, {@link Double}, {@link BigDecimal},
 * {@link String}, {@link LocalDate}, {@link LocalDateTime} in UTC. The accessors with a type in their name refuse NULL,
 * and a value that is not of the type or could lose digits, with a {@link LambdaGridException}.
 */
public final class Row {
    private final RowColumns columns;
    private final @Nullable Object[] values;

    Row(RowColumns columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    public List<Column> columns() {
        return columns.columns();
    }

    /** Returns the value of a column; null is NULL. */
    public @Nullable Object value(String column) {
        return values[columns.position(column)];
    }

    /** Returns the value at a position; null is NULL. */
    public @Nullable Object value(int position) {
        return values[columns.requirePosition(position)];
    }

    /** Returns the value of a column as the type; empty is NULL. */
    public <T> Optional<T> value(String column, Class<T> type) {
        return value(columns.position(column), type);
    }

    /** Returns the value at a position as the type; empty is NULL. */
    public <T> Optional<T> value(int position, Class<T> type) {
        Object value = value(position);
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> converted = Conversion.convert(value, type);
        if (converted.isEmpty()) {
            Column column = columns.columns().get(position);
            throw invalid("Column '" + column.name() + "' has the type " + column.type() + " and cannot be read as "
                    + type.getSimpleName() + ". Read it as " + Conversion.targets(value.getClass()) + ".");
        }
        return converted;
    }

    public boolean isNull(String column) {
        return value(column) == null;
    }

    public boolean booleanValue(String column) {
        return required(column, Boolean.class);
    }

    public int intValue(String column) {
        return required(column, Integer.class);
    }

    public long longValue(String column) {
        return required(column, Long.class);
    }

    public double doubleValue(String column) {
        return required(column, Double.class);
    }

    public BigDecimal decimal(String column) {
        return required(column, BigDecimal.class);
    }

    public String text(String column) {
        return required(column, String.class);
    }

    public LocalDate date(String column) {
        return required(column, LocalDate.class);
    }

    /** Returns a time of day in UTC. */
    public LocalDateTime timestamp(String column) {
        return required(column, LocalDateTime.class);
    }

    public Instant instant(String column) {
        return required(column, Instant.class);
    }

    private <T> T required(String column, Class<T> type) {
        return value(column, type)
                .orElseThrow(() -> invalid("Column '" + column + "' is NULL in this row. Ask isNull(\"" + column
                        + "\") first, or read value(\"" + column + "\", " + type.getSimpleName() + ".class)."));
    }

    private static LambdaGridException invalid(String sentence) {
        return new LambdaGridException(ErrorCode.REQUEST_INVALID, sentence);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && columns().equals(row.columns()) && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** Returns {@code {name=value, ...}}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < values.length; i++) {
            text.add(columns().get(i).name() + "=" + values[i]);
        }
        return text.toString();
    }
}
