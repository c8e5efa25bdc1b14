package io.lambdagrid.node.config;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.Names;
import io.lambdagrid.view.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of {@code datasets/}: a topic, its format and its columns. The dataset is named like the file. */
final class DatasetFile {
    private static final String COLUMN_TYPE =
            "a type: BOOLEAN, INTEGER, BIGINT, DOUBLE, DECIMAL(precision,scale), VARCHAR, DATE or TIMESTAMP";
    private static final Set<String> TYPE_NAMES =
            Stream.of(ColumnType.Kind.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final String name;
    private final SettingReader settings;
    private final Problems problems;

    DatasetFile(String name, YamlNode.Mapping file, Problems problems) {
        this.name = name;
        this.settings = new SettingReader("", file, Overrides.NONE, problems);
        this.problems = problems;
    }

    /** Returns the dataset; empty, with the reasons among the problems, when something is wrong with it. */
    Optional<Dataset> read() {
        int problemsBefore = problems.count();
        Optional<String> topic = settings.required("topic", "the name of a Kafka topic");
        RecordFormat format = settings.value("format", RecordFormat.JSON, "json", DatasetFile::format);
        List<Column> columns = columns();
        Optional<String> eventTime =
                settings.required("event-time", "the TIMESTAMP column that says when an event happened");
        boolean keepsRaw = settings.trueOrFalse("keep-raw", true);
        eventTime.ifPresent(column -> checkEventTime(column, columns));
        settings.leftOver().forEach((path, place) -> settings.unknown(path, place, settings.known()));
        if (problems.count() > problemsBefore) {
            return Optional.empty();
        }
        return Optional.of(new Dataset(name, topic.orElseThrow(), format, columns, eventTime.orElseThrow(), keepsRaw));
    }

    private static Optional<RecordFormat> format(String text) {
        return Stream.of(RecordFormat.values())
                .filter(format -> format.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        settings.map("columns").forEach((column, type) -> column(column, type).ifPresent(columns::add));
        if (settings.isMissing("columns")) {
            settings.refuse("columns", "a block of names and types, such as 'amount: DECIMAL(12,2)'");
        }
        return columns;
    }

    private Optional<Column> column(String column, SettingReader.Pair type) {
        String path = "columns." + column;
        if (!Names.isValid(column)) {
            problems.add(
                    GridError.CONFIG_INVALID_VALUE,
                    type.keyPlace(),
                    "Column name '" + column + "' must be " + Names.RULE + ".");
            return Optional.empty();
        }
        Optional<ColumnType> parsed = ColumnType.parse(type.value().text());
        if (parsed.isEmpty()) {
            settings.refuseValue(
                    path,
                    type.value(),
                    COLUMN_TYPE,
                    Suggestion.sentence(type.value().text(), TYPE_NAMES));
        }
        return parsed.map(known -> new Column(column, known));
    }

    private void checkEventTime(String eventTime, List<Column> columns) {
        boolean isTimestamp = columns.stream()
                .anyMatch(column ->
                        column.name().equals(eventTime) && column.type().equals(ColumnType.TIMESTAMP));
        if (!isTimestamp) {
            List<String> timestamps = columns.stream()
                    .filter(column -> column.type().equals(ColumnType.TIMESTAMP))
                    .map(Column::name)
                    .toList();
            settings.refuse(
                    "event-time",
                    timestamps.isEmpty()
                            ? "a TIMESTAMP column, of which 'columns' has none"
                            : "a TIMESTAMP column (" + String.join(", ", timestamps) + ")");
        }
    }
}
