package io.lambdagrid.node.config;

import io.lambdagrid.record.RecordReader;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.RecordFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A file of {@code datasets/}: a topic, its format and its columns. The dataset is named like the file. */
final class DatasetFile {
    private static final Duration FOR_EVER = Duration.ZERO;
    private static final Duration LEAST_RETENTION = Duration.ofMinutes(1);

    private final String name;
    private final Path folder;
    private final SettingReader settings;
    private final Problems problems;

    /** Takes the parsed file and the folder it lies in. */
    DatasetFile(String name, Path folder, YamlNode.Mapping file, Problems problems) {
        this.name = name;
        this.folder = folder;
        this.settings = new SettingReader("", file, Overrides.NONE, problems);
        this.problems = problems;
    }

    /** Returns the dataset; empty, with the reasons among the problems, when something is wrong with it. */
    Optional<Dataset> read() {
        int problemsBefore = problems.count();
        Optional<String> topic = settings.required("topic", "the name of a Kafka topic");
        Optional<RecordFormat> format = new DatasetFormat(folder, settings, problems).read();
        List<Column> columns = new DatasetColumns(settings, problems).read();
        Optional<String> eventTime =
                settings.required("event-time", "the TIMESTAMP column that says when an event happened");
        boolean keepsRaw = settings.trueOrFalse("keep-raw", true);
        Duration retain = settings.value(
                "retain",
                FOR_EVER,
                "a duration such as 12h or 90d, at least 1m; without it all events stay",
                text -> SettingText.duration(text).filter(duration -> duration.compareTo(LEAST_RETENTION) >= 0));
        eventTime.ifPresent(column -> checkEventTime(column, columns));
        settings.leftOver().forEach((path, place) -> settings.unknown(path, place, settings.known()));
        if (problems.count() > problemsBefore) {
            return Optional.empty();
        }
        Dataset dataset = new Dataset(
                name,
                topic.orElseThrow(),
                format.orElseThrow(),
                columns,
                eventTime.orElseThrow(),
                keepsRaw,
                retain.equals(FOR_EVER) ? null : retain);
        return readable(dataset);
    }

    private Optional<Dataset> readable(Dataset dataset) {
        try {
            RecordReader.check(dataset);
            return Optional.of(dataset);
        } catch (GridException e) {
            problems.add(e.error(), settings.place("avro-schema"), e.sentence());
            return Optional.empty();
        }
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
