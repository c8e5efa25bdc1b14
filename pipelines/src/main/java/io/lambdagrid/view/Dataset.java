package io.lambdagrid.view;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka topic read as rows. Its master dataset holds one row for each record of the topic.
 *
 * <p>A row is an {@code Object[]} as wide as {@link #columns()}, each value in the form given by {@link ColumnType}.
 * Readers fill only the columns that were asked for; the others are {@code null}.
 *
 * @param topic the Kafka topic
 * @param eventTime the TIMESTAMP column that says when the event happened
 * @param keepsRaw whether the master dataset keeps the bytes of each record beside its columns
 * @param retain for how long after an event at least its record stays in the master dataset; {@code null} for ever
 */
public record Dataset(
        String name,
        String topic,
        RecordFormat format,
        List<Column> columns,
        String eventTime,
        boolean keepsRaw,
        @Nullable Duration retain)
        implements Serializable {
    public Dataset {
        columns = List.copyOf(columns);
        if (!Names.isValid(name)) {
            throw new IllegalArgumentException("Dataset name '" + name + "' is not " + Names.RULE);
        }
    }

    /** A dataset whose master dataset keeps all records. */
    public Dataset(
            String name, String topic, RecordFormat format, List<Column> columns, String eventTime, boolean keepsRaw) {
        this(name, topic, format, columns, eventTime, keepsRaw, null);
    }

    /** Returns the position of a column in a row, or empty when there is no such column. */
    public OptionalInt indexOf(String columnName) {
        return IntStream.range(0, columns.size())
                .filter(index -> columns.get(index).name().equals(columnName))
                .findFirst();
    }
}
