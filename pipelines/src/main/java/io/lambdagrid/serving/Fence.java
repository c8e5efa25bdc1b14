package io.lambdagrid.serving;

import io.lambdagrid.view.Coverage;

/**
 * What the rows of one partition of the grid include.
 *
 * @param moves how many times the seam of these rows was moved since they were filled
 * @param included every record below is in the rows, in their batch or real-time parts
 */
public record Fence(long moves, Coverage included) {
    /** Reads the form that {@link #toString()} writes. */
    public static Fence parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("A fence reads MOVES@COVERAGE, but is '" + text + "'");
        }
        return new Fence(Long.parseLong(text.substring(0, at)), Coverage.parse(text.substring(at + 1)));
    }

    /** Returns this fence when one Kafka partition is included up to {@code end}. */
    public Fence with(int kafkaPartition, long end) {
        return new Fence(moves, included.with(kafkaPartition, end));
    }

    /** Returns this fence when the seam has been moved once more. */
    public Fence moved() {
        return new Fence(moves + 1, included);
    }

    @Override
    public String toString() {
        return moves + "@" + included;
    }
}
