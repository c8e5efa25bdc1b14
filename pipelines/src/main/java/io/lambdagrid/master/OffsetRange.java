package io.lambdagrid.master;

import java.io.Serializable;

/**
 * Consecutive offsets of one partition, half-open.
 *
 * @param from the first offset
 * @param end the first offset that does not belong to it any more
 */
public record OffsetRange(long from, long end) implements Serializable {
    public OffsetRange {
        if (from < 0 || end < from) {
            throw new IllegalArgumentException("Not a range of offsets: [" + from + ", " + end + ")");
        }
    }

    @Override
    public String toString() {
        return "[" + from + ", " + end + ")";
    }
}
