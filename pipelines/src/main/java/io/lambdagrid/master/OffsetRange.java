package io.lambdagrid.master;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

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

    /** Returns how many offsets these are. */
    public long length() {
        return end - from;
    }

    boolean includes(long offset) {
        return from <= offset && offset < end;
    }

    /** Returns whether both have an offset in common. */
    boolean meets(OffsetRange other) {
        return from < other.end && other.from < end;
    }

    /** Returns the smallest range that includes both. */
    OffsetRange span(OffsetRange other) {
        return new OffsetRange(Math.min(from, other.from), Math.max(end, other.end));
    }

    /**
     * Returns {@code count} ranges of about the same length, end to end, or fewer when there are not so many offsets.
     */
    List<OffsetRange> parts(long count) {
        long step = Math.max(1, (length() + count - 1) / count);
        List<OffsetRange> parts = new ArrayList<>();
        for (long next = from; next < end; next += step) {
            parts.add(new OffsetRange(next, Math.min(end, next + step)));
        }
        return parts;
    }

    @Override
    public String toString() {
        return "[" + from + ", " + end + ")";
    }
}
