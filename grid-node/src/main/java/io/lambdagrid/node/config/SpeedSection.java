package io.lambdagrid.node.config;

import java.time.Duration;

/**
 * How the speed layer works.
 *
 * @param flushInterval how long an event may wait to be applied together with others
 * @param progressInterval from one publication of the applied coverage to the next
 * @param parallelism Kafka consumers on each member; 0 leaves it to the node
 */
public record SpeedSection(Duration flushInterval, Duration progressInterval, int parallelism) {
    public static final SpeedSection DEFAULTS = new SpeedSection(Duration.ofMillis(5), Duration.ofMillis(100), 0);

    static SpeedSection read(SettingReader settings) {
        return new SpeedSection(
                settings.duration("flush-interval", DEFAULTS.flushInterval, Duration.ofMillis(1)),
                settings.duration("progress-interval", DEFAULTS.progressInterval, Duration.ofMillis(10)),
                settings.parallelism("parallelism", DEFAULTS.parallelism));
    }
}
