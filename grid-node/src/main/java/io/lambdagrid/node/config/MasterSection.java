package io.lambdagrid.node.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the master datasets lie and how their files are written.
 *
 * @param location the folder above all master datasets, as a URI
 * @param hadoop settings of Hadoop's file systems, passed on as they are
 * @param rollInterval how long events may wait before a file is closed and committed
 * @param rollSizeBytes how large a file may grow before it is closed and committed
 */
public record MasterSection(String location, Map<String, String> hadoop, Duration rollInterval, long rollSizeBytes) {
    public static final MasterSection DEFAULTS =
            new MasterSection("hdfs://127.0.0.1:8020/lambda", Map.of(), Duration.ofSeconds(30), 128L << 20);

    private static final Set<String> SCHEMES = Set.of("hdfs", "file");

    public MasterSection {
        hadoop = Map.copyOf(hadoop);
    }

    static MasterSection read(SettingReader settings) {
        return new MasterSection(
                settings.value(
                        "location",
                        DEFAULTS.location,
                        "a folder such as hdfs://127.0.0.1:8020/lambda or file:/var/lib/lambda-grid",
                        MasterSection::location),
                texts(settings.map("hadoop")),
                settings.duration("roll-interval", DEFAULTS.rollInterval, Duration.ofSeconds(1)),
                settings.sizeBytes("roll-size", DEFAULTS.rollSizeBytes, 1L << 20));
    }

    private static Optional<String> location(String text) {
        try {
            URI uri = new URI(text);
            boolean known = uri.getScheme() != null && SCHEMES.contains(uri.getScheme());
            boolean absolute = uri.getPath() != null && uri.getPath().startsWith("/");
            return known && absolute ? Optional.of(text) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> texts(Map<String, SettingReader.Pair> given) {
        Map<String, String> texts = new LinkedHashMap<>();
        given.forEach((key, pair) -> texts.put(key, pair.value().text()));
        return texts;
    }
}
