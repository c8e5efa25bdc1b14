package io.lambdagrid.node.config;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.RecordFormat;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The format of a dataset's records, with the schemas it needs: in files beside the dataset's, or as text in it. */
final class DatasetFormat {
    private static final String SCHEMA = "the name of a file with an Avro schema, or the schema as text after a '|'";
    private static final long MAX_SCHEMA_BYTES = 1 << 20;

    private final Path folder;
    private final SettingReader settings;
    private final Problems problems;

    /** Reads schemas whose names are relative to {@code folder}. */
    DatasetFormat(Path folder, SettingReader settings, Problems problems) {
        this.folder = folder;
        this.settings = settings;
        this.problems = problems;
    }

    /** Returns the format; empty, with the reasons among the problems, when something is wrong with it. */
    Optional<RecordFormat> read() {
        String name = settings.value(
                "format",
                "json",
                "json or avro",
                text -> Optional.of(text.toLowerCase(Locale.ROOT)).filter(Set.of("json", "avro")::contains));
        if (name.equals("json")) {
            return Optional.of(RecordFormat.JSON);
        }
        Optional<String> schema =
                settings.required("avro-schema", SCHEMA).flatMap(text -> schema(text, settings.place("avro-schema")));
        boolean prefixed = settings.trueOrFalse("registry-prefix", false);
        if (!prefixed) {
            return schema.map(RecordFormat.Avro::new);
        }
        SortedMap<Integer, String> writers = writers();
        return schema.map(text -> new RecordFormat.RegisteredAvro(text, writers));
    }

    private SortedMap<Integer, String> writers() {
        SortedMap<Integer, String> writers = new TreeMap<>();
        Map<String, SettingReader.Pair> given = settings.map("registry-schemas");
        given.forEach((key, pair) -> {
            Optional<Integer> id = SettingText.wholeNumber(key);
            if (id.isEmpty()) {
                problems.add(
                        GridError.CONFIG_INVALID_VALUE,
                        pair.keyPlace(),
                        "'registry-schemas." + key + "' must be a schema id, a whole number.");
            }
            id.ifPresent(number ->
                    schema(pair.value().text(), pair.value().place()).ifPresent(text -> writers.put(number, text)));
        });
        if (given.isEmpty()) {
            settings.refuse("registry-schemas", "a block of schema ids and schemas, such as '1: orders-1.avsc'");
        }
        return writers;
    }

    private Optional<String> schema(String text, Place place) {
        if (text.stripLeading().startsWith("{")) {
            return Optional.of(text);
        }
        try {
            Path file = folder.resolve(text.strip());
            if (Files.isRegularFile(file) && Files.size(file) <= MAX_SCHEMA_BYTES) {
                return Optional.of(Files.readString(file));
            }
            problems.add(
                    GridError.CONFIG_UNREADABLE,
                    place,
                    "'" + file + "' must be a file of at most 1MB with an Avro schema, and is not.");
        } catch (CharacterCodingException e) {
            problems.add(GridError.CONFIG_UNREADABLE, place, "The schema file '" + text + "' is not UTF-8 text.");
        } catch (IOException | InvalidPathException e) {
            problems.add(GridError.CONFIG_UNREADABLE, place, "The schema file '" + text + "' cannot be read: " + e);
        }
        return Optional.empty();
    }
}
