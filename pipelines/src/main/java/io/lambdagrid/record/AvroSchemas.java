package io.lambdagrid.record;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Avro schemas as text. Refuses those under which a short record could keep a reader busy or deep in recursion for
 * ever: schemas that contain themselves, are nested too deeply, or have arrays whose items take no bytes.
 */
final class AvroSchemas {
    private static final int MAX_LENGTH = 1024 * 1024;
    private static final int MAX_DEPTH = 64;

    private AvroSchemas() {}

    /**
     * Returns the record schema that a text holds.
     *
     * @param name what messages call the schema
     * @throws GridException LG-111 when it is no such schema
     */
    static Schema parse(String text, String name) {
        if (text.length() > MAX_LENGTH) {
            throw refused(name + " has " + text.length() + " characters; at most " + MAX_LENGTH + " are read.");
        }
        Schema schema = parseAny(text, name);
        if (schema.getType() != Schema.Type.RECORD) {
            throw refused(name + " must be of type 'record', but is '"
                    + schema.getType().getName() + "'.");
        }
        requireBounded(schema, name, new ArrayDeque<>());
        return schema;
    }

    private static Schema parseAny(String text, String name) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException | StackOverflowError e) {
            throw refused(name + " is not an Avro schema: " + Excerpt.of(String.valueOf(e.getMessage())) + ".");
        }
    }

    static GridException refused(String sentence) {
        return new GridException(GridError.CONFIG_INVALID_VALUE, sentence);
    }

    private static void requireBounded(Schema schema, String name, Deque<String> path) {
        if (path.size() > MAX_DEPTH) {
            throw refused(name + " is nested deeper than " + MAX_DEPTH + " levels.");
        }
        switch (schema.getType()) {
            case RECORD -> {
                if (path.contains(schema.getFullName())) {
                    throw refused(name + " contains type '" + schema.getFullName()
                            + "' within itself; records of any depth are not read.");
                }
                path.push(schema.getFullName());
                schema.getFields().forEach(field -> requireBounded(field.schema(), name, path));
                path.pop();
            }
            case ARRAY -> {
                within("", schema.getElementType(), name, path);
                if (canBeEmpty(schema.getElementType())) {
                    throw refused(name + " has an array whose items take no bytes ("
                            + AvroForm.describe(schema.getElementType())
                            + "); a few bytes could stand for billions of them.");
                }
            }
            case MAP -> within("", schema.getValueType(), name, path);
            case UNION -> schema.getTypes().forEach(branch -> within("", branch, name, path));
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, BYTES, STRING, FIXED, ENUM -> {}
        }
    }

    private static void within(String step, Schema schema, String name, Deque<String> path) {
        path.push(step);
        requireBounded(schema, name, path);
        path.pop();
    }

    /** Only for types that were found not to contain themselves. */
    private static boolean canBeEmpty(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> true;
            case FIXED -> schema.getFixedSize() == 0;
            case RECORD -> schema.getFields().stream().allMatch(field -> canBeEmpty(field.schema()));
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, BYTES, STRING, ENUM, ARRAY, MAP, UNION -> false;
        };
    }

    /** Returns whether two texts hold schemas that read and are read alike, whatever they say for people. */
    static boolean areSame(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        Schema first = parse(one, "The former schema");
        Schema second = parse(other, "The schema");
        return first.equals(second)
                && first.getAliases().equals(second.getAliases())
                && fieldAliases(first).equals(fieldAliases(second));
    }

    private static List<String> fieldAliases(Schema schema) {
        return schema.getFields().stream()
                .map(field -> field.aliases().stream().sorted().collect(Collectors.joining(",")))
                .toList();
    }
}
