package io.lambdagrid.node.config;

import io.lambdagrid.sql.Suggestion;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings from outside the files: {@code LAMBDAGRID_SPEED_FLUSHINTERVAL} in the environment, and, stronger,
 * {@code -Dlambdagrid.speed.flush-interval} on the command line.
 */
public record Overrides(Map<String, String> environment, Map<String, String> systemProperties) {
    private static final String ENVIRONMENT_PREFIX = "LAMBDAGRID_";
    private static final String PROPERTY_PREFIX = "lambdagrid.";

    /** What Kubernetes sets in every container when a service has the name lambdagrid. */
    private static final Pattern SET_BY_KUBERNETES =
            Pattern.compile("LAMBDAGRID_(SERVICE_(HOST|PORT).*|PORT(_\\d+_.*)?)");

    public static final Overrides NONE = new Overrides(Map.of(), Map.of());

    public Overrides {
        environment = withPrefix(environment, ENVIRONMENT_PREFIX);
        systemProperties = withPrefix(systemProperties, PROPERTY_PREFIX);
    }

    /** Returns the overrides that this process was started with. */
    public static Overrides ofThisProcess() {
        Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "")));
        return new Overrides(System.getenv(), properties);
    }

    /** Returns what is given for a setting such as {@code speed.flush-interval}; its place names where it came from. */
    Optional<YamlNode.Scalar> find(String path) {
        String property = PROPERTY_PREFIX + path;
        String fromProperties = systemProperties.get(property);
        if (fromProperties != null) {
            return Optional.of(new YamlNode.Scalar(propertyPlace(property), fromProperties));
        }
        String variable = variable(path);
        String fromEnvironment = environment.get(variable);
        return fromEnvironment == null
                ? Optional.empty()
                : Optional.of(new YamlNode.Scalar(environmentPlace(variable), fromEnvironment));
    }

    /**
     * Returns the system properties below a map of settings such as {@code kafka.properties}, by the map's own keys.
     */
    Map<String, YamlNode.Scalar> findAllBelow(String path) {
        String prefix = PROPERTY_PREFIX + path + ".";
        Map<String, YamlNode.Scalar> found = new LinkedHashMap<>();
        systemProperties.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), new YamlNode.Scalar(propertyPlace(name), value));
            }
        });
        return found;
    }

    /**
     * Returns what is wrong with each override that no setting answers to, by its place.
     *
     * @param paths every setting there is
     * @param maps those of them that hold a map with keys of its own
     */
    Map<Place, String> unanswered(Set<String> paths, Set<String> maps) {
        Map<Place, String> sentences = new TreeMap<>();
        Set<String> variables = paths.stream().map(Overrides::variable).collect(Collectors.toSet());
        for (String name : environment.keySet()) {
            if (!variables.contains(name) && !SET_BY_KUBERNETES.matcher(name).matches()) {
                sentences.put(
                        environmentPlace(name),
                        "No setting answers to '" + name + "'." + Suggestion.sentence(name, variables));
            }
        }
        for (String name : systemProperties.keySet()) {
            String path = name.substring(PROPERTY_PREFIX.length());
            boolean insideMap = maps.stream().anyMatch(map -> path.startsWith(map + "."));
            boolean namesSection = path.contains(".");
            if (namesSection && !paths.contains(path) && !insideMap) {
                sentences.put(
                        propertyPlace(name), "Unknown setting '" + path + "'." + Suggestion.sentence(path, paths));
            }
        }
        return sentences;
    }

    private static String variable(String path) {
        return ENVIRONMENT_PREFIX + path.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static Place environmentPlace(String variable) {
        return Place.whole("environment variable " + variable);
    }

    private static Place propertyPlace(String property) {
        return Place.whole("system property " + property);
    }

    private static Map<String, String> withPrefix(Map<String, String> all, String prefix) {
        Map<String, String> ours = new TreeMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                ours.put(name, value);
            }
        });
        return Map.copyOf(ours);
    }
}
