package io.lambdagrid.node.config;

import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.master.UpkeepSettings;
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
 * @param upkeepInterval how often small files are compacted and old ones deleted; {@link Duration#ZERO} for never
 * @param fileSizeBytes about how large files are made from small ones
 * @param keepReplaced how long readers may go on with a state of the table that is not the newest any more
 */
public record MasterSection(
        String location,
        Map<String, String> hadoop,
        Duration rollInterval,
        long rollSizeBytes,
        Duration upkeepInterval,
        long fileSizeBytes,
        Duration keepReplaced) {
    public static final MasterSection DEFAULTS = new MasterSection(
            "hdfs://127.0.0.1:8020/lambda",
            Map.of(),
            Duration.ofSeconds(30),
            128L << 20,
            UpkeepSettings.DEFAULT.interval(),
            UpkeepSettings.DEFAULT.targetFileBytes(),
            UpkeepSettings.DEFAULT.keepReplaced());

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
                settings.sizeBytes("roll-size", DEFAULTS.rollSizeBytes, 1L << 20),
                settings.durationOrOff("upkeep-interval", DEFAULTS.upkeepInterval),
                settings.sizeBytes("file-size", DEFAULTS.fileSizeBytes, 1L << 20),
                settings.duration("keep-replaced", DEFAULTS.keepReplaced, Duration.ofMinutes(1)));
    }

    /** Returns where the master datasets lie. */
    public MasterLocation masterLocation() {
        return MasterLocation.of(location, hadoop);
    }

    /** Returns how the files of the master datasets are kept in shape. */
    public UpkeepSettings upkeep() {
        return new UpkeepSettings(upkeepInterval, fileSizeBytes, keepReplaced);
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
