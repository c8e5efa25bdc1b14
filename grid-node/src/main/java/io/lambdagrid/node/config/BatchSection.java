package io.lambdagrid.node.config;

import java.time.Duration;

/**
 * How the batch layer works.
 *
 * @param recomputeInterval from one generation computed from the whole master dataset to the next;
 *     {@link Duration#ZERO} when only a command starts one
 * @param incrementalInterval from one move of the seam to the next; {@link Duration#ZERO} when only a command starts
 *     one
 * @param parallelism readers on each member; 0 leaves it to the node
 */
public record BatchSection(Duration recomputeInterval, Duration incrementalInterval, int parallelism) {
    public static final BatchSection DEFAULTS = new BatchSection(Duration.ofHours(24), Duration.ofMinutes(2), 0);

    static BatchSection read(SettingReader settings) {
        return new BatchSection(
                settings.durationOrOff("recompute-interval", DEFAULTS.recomputeInterval),
                settings.durationOrOff("incremental-interval", DEFAULTS.incrementalInterval),
                settings.parallelism("parallelism", DEFAULTS.parallelism));
    }
}
