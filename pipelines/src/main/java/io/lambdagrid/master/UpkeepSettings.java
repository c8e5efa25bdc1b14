package io.lambdagrid.master;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a master dataset is kept in shape.
 *
 * @param interval from the end of one upkeep to the beginning of the next; zero for never
 * @param targetFileBytes about how large small files are to become together
 * @param keepReplaced how long a table snapshot that is not the newest any more can still be read; files that were
 *     compacted go with the last snapshot that has them
 */
public record UpkeepSettings(Duration interval, long targetFileBytes, Duration keepReplaced) implements Serializable {
    /** Every ten minutes, 128 MB, two hours. */
    public static final UpkeepSettings DEFAULT =
            new UpkeepSettings(Duration.ofMinutes(10), 128L << 20, Duration.ofHours(2));

    public UpkeepSettings {
        if (interval.isNegative() || targetFileBytes < 1 || keepReplaced.isNegative()) {
            throw new IllegalArgumentException("Upkeep has an interval, a size of files and a time to keep them");
        }
    }
}
