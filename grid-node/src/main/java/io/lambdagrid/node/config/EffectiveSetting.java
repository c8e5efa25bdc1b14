package io.lambdagrid.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A setting of a node as it counts.
 *
 * @param value as it would be written in the file; passwords and tokens are masked, but for references to where they
 *     are
 * @param source the line of the file, the variable of the environment or the system property that it comes from; or
 *     {@code default}
 */
public record EffectiveSetting(String name, String value, String source) {
    private static final String DEFAULT = "default";
    private static final String MASK = "***";

    private static final Pattern SECRET = Pattern.compile("(?i)password|secret|token|jaas|credential|\\.key$");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):[^}]+}");

    /**
     * Returns every setting, in the order of the reference file.
     *
     * @param folder the configuration folder, which has been read without a problem
     */
    public static List<EffectiveSetting> all(Path folder, Overrides overrides) throws IOException {
        YamlNode.Mapping file = mapping(Files.readString(folder.resolve(ConfigurationFolder.SETTINGS_FILE)));
        YamlNode.Mapping reference = mapping(ExampleFolder.referenceSettings());
        List<EffectiveSetting> all = new ArrayList<>();
        for (String name : Settings.paths()) {
            Optional<EffectiveSetting> overridden = overrides
                    .find(name)
                    .map(scalar -> of(name, scalar.text(), scalar.place().source()));
            if (overridden.isPresent()) {
                all.add(overridden.get());
                continue;
            }
            List<EffectiveSetting> given = new ArrayList<>(given(name, file));
            overrides
                    .findAllBelow(name)
                    .forEach((key, scalar) -> given.add(
                            of(name + "." + key, scalar.text(), scalar.place().source())));
            all.addAll(given.isEmpty() ? List.of(of(name, defaultText(name, reference), DEFAULT)) : given);
        }
        return all;
    }

    public boolean isDefault() {
        return source.equals(DEFAULT);
    }

    private static YamlNode.Mapping mapping(String text) {
        return YamlFile.parse(ConfigurationFolder.SETTINGS_FILE, text, new Problems());
    }

    /** Returns what the file gives: one setting, or each pair of a map. */
    private static List<EffectiveSetting> given(String name, YamlNode.Mapping file) {
        return node(name, file)
                .map(node -> node instanceof YamlNode.Mapping map
                        ? map.entries().entrySet().stream()
                                .map(pair -> of(name + "." + pair.getKey(), pair.getValue()))
                                .toList()
                        : List.of(of(name, text(node), place(node))))
                .orElse(List.of());
    }

    private static EffectiveSetting of(String name, YamlNode.Entry entry) {
        return of(name, text(entry.value()), place(entry.value()));
    }

    private static EffectiveSetting of(String name, String text, String source) {
        boolean isHidden = SECRET.matcher(name).find()
                && !text.isEmpty()
                && !REFERENCE.matcher(text).matches();
        return new EffectiveSetting(name, isHidden ? MASK : text, source);
    }

    private static String place(YamlNode node) {
        return ConfigurationFolder.SETTINGS_FILE + " line " + node.place().line();
    }

    private static String defaultText(String name, YamlNode.Mapping reference) {
        return node(name, reference).map(EffectiveSetting::text).orElse("");
    }

    /** Finds {@code section.key}; what has no value counts as not given. */
    private static Optional<YamlNode> node(String name, YamlNode.Mapping file) {
        int dot = name.indexOf('.');
        return Optional.ofNullable(file.entries().get(name.substring(0, dot)))
                .map(YamlNode.Entry::value)
                .filter(YamlNode.Mapping.class::isInstance)
                .map(YamlNode.Mapping.class::cast)
                .flatMap(section -> Optional.ofNullable(section.entries().get(name.substring(dot + 1))))
                .map(YamlNode.Entry::value)
                .filter(node -> !(node instanceof YamlNode.Scalar scalar
                        && scalar.text().isEmpty()));
    }

    private static String text(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.text();
        }
        return node instanceof YamlNode.Sequence sequence
                ? sequence.items().stream().map(EffectiveSetting::text).collect(Collectors.joining(", "))
                : "";
    }
}
