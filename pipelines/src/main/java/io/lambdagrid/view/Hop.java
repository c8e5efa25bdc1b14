package io.lambdagrid.view;

import java.io.Serializable;

/**
 * Overlapping time buckets: one of {@code sizeMicros} begins every {@code slideMicros}, counted from 1970-01-01. A
 * moment lies in {@code size / slide} of them, or in none when there are gaps between them.
 */
public record Hop(long slideMicros, long sizeMicros) implements Serializable {
    /** In how many buckets a moment may lie: each is a group to be changed. */
    public static final int MAX_BUCKETS = 1000;

    public Hop {
        if (slideMicros <= 0 || sizeMicros <= 0 || buckets(slideMicros, sizeMicros) > MAX_BUCKETS) {
            throw new IllegalArgumentException(
                    "Buckets of '" + sizeMicros + "' us every '" + slideMicros + "' us are not possible");
        }
    }

    /** Returns the most buckets that a moment can lie in. */
    public static long buckets(long slideMicros, long sizeMicros) {
        return sizeMicros / slideMicros + (sizeMicros % slideMicros == 0 ? 0 : 1);
    }

    /**
     * Returns when the buckets began that contain the moment, the latest first.
     *
     * @throws NotComputableException when one began earlier than a TIMESTAMP can be
     */
    public long[] starts(long moment) {
        long sinceLatest = Math.floorMod(moment, slideMicros);
        int count = sinceLatest >= sizeMicros ? 0 : (int) ((sizeMicros - 1 - sinceLatest) / slideMicros) + 1;
        long[] starts = new long[count];
        try {
            for (int i = 0; i < count; i++) {
                starts[i] = Math.subtractExact(moment, sinceLatest + i * slideMicros);
            }
        } catch (ArithmeticException e) {
            throw new NotComputableException("HOP of '" + moment + "' does not fit TIMESTAMP");
        }
        return starts;
    }
}
