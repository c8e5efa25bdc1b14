package io.lambdagrid.node.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.lambdagrid.view.GridError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * One pass over a YAML file that keeps the line and column of every key and value. Binding through Jackson's databind
 * would stop at the first mistake, and puts an unknown key at the wrong line.
 *
 * <p>Aliases, several documents in a file and keys given twice are refused: none of them is what a person meant.
 */
final class YamlFile {
    private static final YAMLFactory YAML = new YAMLFactory();

    private final String source;
    private final Problems problems;
    private final YAMLParser parser;

    private YamlFile(String source, Problems problems, YAMLParser parser) {
        this.source = source;
        this.problems = problems;
        this.parser = parser;
    }

    /** Returns the top level of a file; empty, with the reason among the problems, when it cannot be read. */
    static YamlNode.Mapping parse(String source, String text, Problems problems) {
        YamlNode.Mapping nothing = new YamlNode.Mapping(new Place(source, 1, 1), Map.of());
        try (YAMLParser parser = YAML.createParser(text)) {
            if (parser.nextToken() == null) {
                return nothing;
            }
            YamlFile file = new YamlFile(source, problems, parser);
            YamlNode top = file.node();
            if (parser.nextToken() != null) {
                problems.add(
                        GridError.CONFIG_UNREADABLE,
                        file.place(),
                        "A second document begins here; put one document into a file, without '---'.");
            }
            if (top instanceof YamlNode.Mapping mapping) {
                return mapping;
            }
            boolean isEmpty =
                    top instanceof YamlNode.Scalar scalar && scalar.text().isEmpty();
            if (!isEmpty) {
                problems.add(
                        GridError.CONFIG_UNREADABLE,
                        top.place(),
                        "Expected settings such as 'name: value', but found " + top.shown() + ".");
            }
        } catch (JsonProcessingException e) {
            addSyntaxError(source, e, problems);
        } catch (IOException e) {
            problems.add(GridError.CONFIG_UNREADABLE, Place.whole(source), "Cannot be read: " + e.getMessage());
        }
        return nothing;
    }

    private YamlNode node() throws IOException {
        Place place = place();
        if (parser.isCurrentAlias()) {
            problems.add(
                    GridError.CONFIG_UNREADABLE,
                    place,
                    "'*" + parser.getText() + "' refers to a value elsewhere; write the value itself here.");
            return new YamlNode.Scalar(place, "");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(place);
            case START_ARRAY -> sequence(place);
            case VALUE_NULL -> new YamlNode.Scalar(place, "");
            default -> new YamlNode.Scalar(place, parser.getText());
        };
    }

    private YamlNode.Mapping mapping(Place place) throws IOException {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place keyPlace = place();
            parser.nextToken();
            YamlNode.Entry earlier = entries.putIfAbsent(key, new YamlNode.Entry(keyPlace, node()));
            if (earlier != null) {
                problems.add(
                        GridError.CONFIG_UNREADABLE,
                        keyPlace,
                        "'" + key + "' is given twice; line "
                                + earlier.keyPlace().line() + " has it already. Remove one of the two.");
            }
        }
        return new YamlNode.Mapping(place, entries);
    }

    private YamlNode.Sequence sequence(Place place) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new YamlNode.Sequence(place, items);
    }

    private Place place() {
        return place(source, parser.currentTokenLocation());
    }

    private static Place place(String source, JsonLocation location) {
        return new Place(source, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static void addSyntaxError(String source, JsonProcessingException e, Problems problems) {
        Place place = place(source, e.getLocation());
        String reason = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            // Jackson points at the start of the block in which the mistake was made, snakeyaml at the mistake.
            Mark mark = marked.getProblemMark();
            place = new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
            reason = marked.getProblem();
        }
        problems.add(GridError.CONFIG_UNREADABLE, place, "Not valid YAML: " + reason + ".");
    }
}
