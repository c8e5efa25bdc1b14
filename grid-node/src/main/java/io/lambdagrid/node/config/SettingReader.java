package io.lambdagrid.node.config;

import io.lambdagrid.sql.Suggestion;
import io.lambdagrid.view.GridError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the settings of one section by name. Each method answers with the default when nothing usable was given, and
 * adds what is wrong to the problems, so that a section is always read to its end. Not thread-safe.
 */
final class SettingReader {
    /** One pair of a map with keys of its own. */
    record Pair(Place keyPlace, YamlNode.Scalar value) {}

    private static final Pattern COMMA = Pattern.compile(",");

    private final String section;
    private final YamlNode.Mapping mapping;
    private final Overrides overrides;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> maps = new LinkedHashSet<>();

    /**
     * Reads a section of a file.
     *
     * @param section what stands before the name of each setting in messages; empty for a file without sections
     */
    SettingReader(String section, YamlNode.Mapping mapping, Overrides overrides, Problems problems) {
        this.section = section;
        this.mapping = mapping;
        this.overrides = overrides;
        this.problems = problems;
    }

    String text(String key, String fallback) {
        return value(key, fallback, "a text", text -> text.isEmpty() ? Optional.empty() : Optional.of(text));
    }

    /** Like {@link #text}, where an empty text means that there is none. */
    String textOrEmpty(String key, String fallback) {
        return value(key, fallback, "a text", Optional::of);
    }

    /** Like {@link #textOrEmpty}, for what may stand elsewhere. */
    String secret(String key, String fallback) {
        return value(key, fallback, SecretText.EXPECTED, text -> SecretText.resolved(text, System::getenv));
    }

    boolean trueOrFalse(String key, boolean fallback) {
        return value(key, fallback, "true or false", SettingText::trueOrFalse);
    }

    int wholeNumber(String key, int fallback, int least, int most) {
        return value(
                key,
                fallback,
                "a whole number from " + least + " to " + most,
                text -> SettingText.wholeNumber(text).filter(number -> number >= least && number <= most));
    }

    /** Reads how many processors of a kind run on a member; 0 stands for {@code auto}. */
    int parallelism(String key, int fallback) {
        return value(
                key,
                fallback,
                "auto or a whole number from 1 to 1024",
                text -> text.equals("auto")
                        ? Optional.of(0)
                        : SettingText.wholeNumber(text).filter(number -> number >= 1 && number <= 1024));
    }

    Duration duration(String key, Duration fallback, Duration least) {
        return value(
                key,
                fallback,
                SettingText.DURATION + ", at least " + SettingText.shown(least),
                text -> SettingText.duration(text).filter(duration -> duration.compareTo(least) >= 0));
    }

    /** Reads a duration; {@code 0} and {@code off} stand for never, which is {@link Duration#ZERO}. */
    Duration durationOrOff(String key, Duration fallback) {
        return value(
                key,
                fallback,
                SettingText.DURATION + ", or off",
                text -> text.equals("off") ? Optional.of(Duration.ZERO) : SettingText.duration(text));
    }

    long sizeBytes(String key, long fallback, long least) {
        return value(
                key,
                fallback,
                SettingText.SIZE + ", at least " + (least >> 20) + "MB",
                text -> SettingText.sizeBytes(text).filter(size -> size >= least));
    }

    /** Reads a list of {@code host:port}; from outside the files they are separated by commas. */
    List<String> addresses(String key, List<String> fallback) {
        return list(key, fallback, SettingText.ADDRESS, SettingText::address);
    }

    /** Reads a list of values of any form; {@code expected} completes the sentence "must be ..." of each. */
    List<String> list(String key, List<String> fallback, String expected, Function<String, Optional<String>> form) {
        Optional<YamlNode> given = given(key);
        if (given.isEmpty()) {
            return fallback;
        }
        List<String> values = new ArrayList<>();
        for (YamlNode.Scalar item : items(key, given.get(), "a list, each of it " + expected)) {
            form.apply(item.text()).ifPresentOrElse(values::add, () -> refuseValue(path(key), item, expected));
        }
        return List.copyOf(values);
    }

    /** Reads a value of any form; {@code expected} completes the sentence "must be ...". */
    <T> T value(String key, T fallback, String expected, Function<String, Optional<T>> form) {
        Optional<YamlNode> given = given(key);
        if (given.isEmpty()) {
            return fallback;
        }
        Optional<T> value =
                given.get() instanceof YamlNode.Scalar scalar ? form.apply(scalar.text()) : Optional.empty();
        if (value.isEmpty()) {
            refuseValue(path(key), given.get(), expected);
        }
        return value.orElse(fallback);
    }

    /** Reads a map with keys of its own, in the order given; those from system properties come last. */
    Map<String, Pair> map(String key) {
        known.add(path(key));
        maps.add(path(key));
        Map<String, Pair> pairs = new LinkedHashMap<>();
        YamlNode.Entry entry = mapping.entries().get(key);
        if (entry != null && entry.value() instanceof YamlNode.Mapping given) {
            given.entries().forEach((name, inner) -> {
                if (inner.value() instanceof YamlNode.Scalar scalar) {
                    pairs.put(name, new Pair(inner.keyPlace(), scalar));
                } else {
                    refuseValue(path(key) + "." + name, inner.value(), "a text");
                }
            });
        } else if (entry != null && !isEmpty(entry.value())) {
            refuseValue(path(key), entry.value(), "a block of names and values");
        }
        overrides.findAllBelow(path(key)).forEach((name, scalar) -> pairs.put(name, new Pair(scalar.place(), scalar)));
        return pairs;
    }

    /** Returns a block of settings with names of its own; empty when it is not given. */
    YamlNode.Mapping block(String key) {
        known.add(path(key));
        YamlNode.Entry entry = mapping.entries().get(key);
        if (entry != null && entry.value() instanceof YamlNode.Mapping block) {
            return block;
        }
        if (entry != null && !isEmpty(entry.value())) {
            refuseValue(path(key), entry.value(), "a block of settings");
        }
        return new YamlNode.Mapping(entry == null ? mapping.place() : entry.keyPlace(), Map.of());
    }

    /** Reads a value that must be given; empty, with the reason among the problems, when it is not. */
    Optional<String> required(String key, String expected) {
        if (given(key).isEmpty()) {
            refuse(key, expected);
            return Optional.empty();
        }
        return value(
                key,
                Optional.empty(),
                expected,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(Optional.of(text)));
    }

    /** Returns where a setting's value stands; where the section begins when it is not given. */
    Place place(String key) {
        return given(key).map(YamlNode::place).orElse(mapping.place());
    }

    /** Adds a problem with a setting: it must be something else than it is, or it must be there. */
    void refuse(String key, String expected) {
        given(key)
                .ifPresentOrElse(
                        given -> refuseValue(path(key), given, expected),
                        () -> problems.add(
                                GridError.CONFIG_INVALID_VALUE,
                                mapping.place(),
                                "'" + path(key) + "' is missing; it must be " + expected + "."));
    }

    void refuseValue(String path, YamlNode given, String expected) {
        refuseValue(path, given, expected, "");
    }

    /** Like the other, with a further sentence that says what to do. */
    void refuseValue(String path, YamlNode given, String expected, String nextStep) {
        problems.add(
                GridError.CONFIG_INVALID_VALUE,
                given.place(),
                "'" + path + "' must be " + expected + ", but is " + given.shown() + "." + nextStep);
    }

    /** Adds a problem with a value that must not be repeated, for it may hold a password. */
    void refuseSecret(String path, Place place, String expected) {
        problems.add(GridError.CONFIG_INVALID_VALUE, place, "'" + path + "' must be " + expected + ".");
    }

    /** Adds a problem with a setting that exists, but is not the user's to choose. */
    void reserved(String path, Place place) {
        problems.add(
                GridError.CONFIG_INVALID_VALUE,
                place,
                "'" + path
                        + "' cannot be set: exact answers depend on the value that Lambda Grid gives it. Remove it.");
    }

    void unknown(String path, Place place, Set<String> candidates) {
        problems.add(
                GridError.CONFIG_UNKNOWN_KEY,
                place,
                "Unknown setting '" + path + "'." + Suggestion.sentence(path, candidates));
    }

    String path(String key) {
        return section.isEmpty() ? key : section + "." + key;
    }

    /** Returns the keys of the file that no setting was read from. */
    Map<String, Place> leftOver() {
        Map<String, Place> left = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(path(key))) {
                left.put(path(key), entry.keyPlace());
            }
        });
        return left;
    }

    /** Returns every setting that was asked for, with its section. */
    Set<String> known() {
        return known;
    }

    /** Returns those of {@link #known} that hold a map. */
    Set<String> maps() {
        return maps;
    }

    /** Whether a setting is absent or has no value. */
    boolean isMissing(String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry == null || isEmpty(entry.value());
    }

    private static boolean isEmpty(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.text().isEmpty();
    }

    private Optional<YamlNode> given(String key) {
        known.add(path(key));
        Optional<YamlNode> overridden = overrides.find(path(key)).map(scalar -> scalar);
        return overridden.or(
                () -> Optional.ofNullable(mapping.entries().get(key)).map(YamlNode.Entry::value));
    }

    private List<YamlNode.Scalar> items(String key, YamlNode given, String expected) {
        List<YamlNode.Scalar> items = new ArrayList<>();
        if (given instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
            for (String part : COMMA.split(scalar.text(), -1)) {
                items.add(new YamlNode.Scalar(scalar.place(), part.strip()));
            }
        } else if (given instanceof YamlNode.Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (item instanceof YamlNode.Scalar scalar) {
                    items.add(scalar);
                } else {
                    refuseValue(path(key), item, expected);
                }
            }
        } else if (given instanceof YamlNode.Mapping) {
            refuseValue(path(key), given, expected);
        }
        return items;
    }
}
