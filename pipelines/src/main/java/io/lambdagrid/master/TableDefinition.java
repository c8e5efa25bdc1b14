package io.lambdagrid.master;

import io.lambdagrid.record.FormatChange;
import io.lambdagrid.record.RecordReader;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One definition of a dataset, as its table keeps it: everything that decides which row a record becomes.
 *
 * @param readerVersion the {@link RecordReader#VERSION} that decided
 * @param columns the declared columns, in their order
 */
record TableDefinition(
        int readerVersion, RecordFormat format, List<TableColumn> columns, String eventTime, boolean keepsRaw) {
    /**
     * A declared column.
     *
     * @param id the id of its field in the table; stays the same while the column is renamed or widened
     */
    record TableColumn(int id, Column column) {
        TableColumn {
            column = new Column(column.name(), column.type(), column.field(), null);
        }
    }

    TableDefinition {
        columns = List.copyOf(columns);
    }

    /** Returns the first definition of a table, whose fields are numbered from 1. */
    static TableDefinition first(Dataset dataset) {
        List<TableColumn> columns = new ArrayList<>();
        for (Column column : dataset.columns()) {
            columns.add(new TableColumn(columns.size() + 1, column));
        }
        return of(dataset, columns);
    }

    static TableDefinition of(Dataset dataset, List<TableColumn> columns) {
        return new TableDefinition(
                RecordReader.VERSION, dataset.format(), columns, dataset.eventTime(), dataset.keepsRaw());
    }

    /** Returns a dataset with this definition. */
    Dataset dataset(String name) {
        List<Column> declared = columns.stream().map(TableColumn::column).toList();
        return new Dataset(name, name, format, declared, eventTime, keepsRaw);
    }

    Optional<TableColumn> column(String name) {
        return columns.stream()
                .filter(column -> column.column().name().equals(name))
                .findFirst();
    }

    private Optional<TableColumn> column(int id) {
        return columns.stream().filter(column -> column.id() == id).findFirst();
    }

    /** Returns whether this is what a dataset declares, so that nothing has to change for it. */
    boolean isOf(Dataset dataset) {
        return difference(dataset).isEmpty();
    }

    /** Returns the first thing that a dataset declares otherwise, as "this here and that there". */
    Optional<String> difference(Dataset dataset) {
        for (int i = 0; i < Math.max(columns.size(), dataset.columns().size()); i++) {
            String there = i < columns.size() ? describe(columns.get(i).column()) : "nothing";
            String here =
                    i < dataset.columns().size() ? describe(dataset.columns().get(i)) : "nothing";
            if (!here.equals(there)) {
                return difference("its column " + (i + 1), here, there);
            }
        }
        if (!eventTime.equals(dataset.eventTime())) {
            return difference("its event time", "'" + dataset.eventTime() + "'", "'" + eventTime + "'");
        }
        if (keepsRaw != dataset.keepsRaw()) {
            return difference("whether it keeps raw records", "'" + dataset.keepsRaw() + "'", "'" + keepsRaw + "'");
        }
        if (readerVersion != RecordReader.VERSION) {
            return difference("its reader", "version " + RecordReader.VERSION, "version " + readerVersion);
        }
        return FormatChange.between(format, dataset.format()) == FormatChange.NONE
                ? Optional.empty()
                : difference("the format of its records", "one", "another");
    }

    private static Optional<String> difference(String what, String here, String there) {
        return Optional.of(what + " is " + here + " here and " + there + " there");
    }

    private static String describe(Column column) {
        String field = column.field().equals(column.name()) ? "" : " from field " + column.field();
        return "'" + column.name() + " " + column.type() + field + "'";
    }

    /**
     * Returns which rows written under this definition may be other rows under {@code now}.
     *
     * <p>A record that was read is read alike as long as no column is added: the readers look at declared columns only,
     * each by itself, and a wider type takes every value of the narrower one.
     */
    RowChange changeTo(TableDefinition now) {
        FormatChange formats = FormatChange.between(format, now.format);
        boolean rowsStay = readerVersion == now.readerVersion
                && (formats == FormatChange.NONE || formats == FormatChange.MORE_READABLE)
                && now.columns.stream().allMatch(column -> column(column.id()).isPresent());
        if (!rowsStay) {
            return RowChange.ALL;
        }
        return columns.equals(now.columns) && formats == FormatChange.NONE ? RowChange.NONE : RowChange.REJECTED;
    }

    /** Returns this as lines of text, which {@link #parse} reads. */
    String toText() {
        StringBuilder text = new StringBuilder();
        line(text, "reader", String.valueOf(readerVersion));
        line(text, "event-time", eventTime);
        line(text, "keep-raw", String.valueOf(keepsRaw));
        if (format instanceof RecordFormat.Json) {
            line(text, "format", "json");
        } else if (format instanceof RecordFormat.Avro avro) {
            line(text, "format", "avro " + inOneLine(avro.schema()));
        } else if (format instanceof RecordFormat.RegisteredAvro registered) {
            line(text, "format", "registered-avro " + inOneLine(registered.schema()));
            registered.writerSchemas().forEach((id, schema) -> line(text, "writer", id + " " + inOneLine(schema)));
        }
        for (TableColumn column : columns) {
            line(
                    text,
                    "column",
                    column.id() + " " + column.column().name() + " "
                            + column.column().type() + " " + column.column().field());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(' ').append(value).append('\n');
    }

    /** A line break in JSON is never part of a value. */
    private static String inOneLine(String json) {
        return json.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    static TableDefinition parse(String text) {
        DefinitionText read = new DefinitionText();
        text.lines().forEach(read::add);
        return read.definition();
    }
}
