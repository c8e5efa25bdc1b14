package io.lambdagrid.client.wire;

import org.jspecify.annotations.Nullable;

/**
 * How far the speed job of one generation has come. The arrays run in parallel, one element for each partition.
 *
 * @param topicId Kafka's id of the topic
 * @param partitions partition numbers, ascending
 * @param applied exclusive end of what every row of every view of the generation includes; never goes backwards
 * @param positions next offset the speed job reads
 * @param logEnds end of the log when last seen
 * @param freshToMillis every event produced before this time is included; 0 while unknown
 * @param late for each view of the generation, how often an event was left out because its row has left; after a
 *     restart a few may be counted again
 */
@SuppressWarnings("ArrayRecordComponent") // Compact serialization has arrays, but no lists.
public record Progress(
        String topicId,
        int[] partitions,
        long[] applied,
        long[] positions,
        long[] logEnds,
        long freshToMillis,
        long[] late) {
    /** Progress of views whose rows all stay. */
    public Progress(
            String topicId, int[] partitions, long[] applied, long[] positions, long[] logEnds, long freshToMillis) {
        this(topicId, partitions, applied, positions, logEnds, freshToMillis, new long[0]);
    }

    /** Returns the exclusive end of what is included from one partition; 0 when the partition is unknown. */
    public long applied(int partition) {
        for (int i = 0; i < partitions.length; i++) {
            if (partitions[i] == partition) {
                return applied[i];
            }
        }
        return 0;
    }

    /** Returns how many records of the log are not included yet. */
    public long lagRecords() {
        long lag = 0;
        for (int i = 0; i < partitions.length; i++) {
            lag += Math.max(0, logEnds[i] - applied[i]);
        }
        return lag;
    }

    /** Returns {@code TOPIC-ID:PARTITION=END,...} of what is included. */
    public String appliedCoverage() {
        StringBuilder text = new StringBuilder(topicId).append(':');
        for (int i = 0; i < partitions.length; i++) {
            text.append(i == 0 ? "" : ",").append(partitions[i]).append('=').append(applied[i]);
        }
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Progress progress
                && appliedCoverage().equals(progress.appliedCoverage())
                && java.util.Arrays.equals(positions, progress.positions)
                && java.util.Arrays.equals(logEnds, progress.logEnds)
                && freshToMillis == progress.freshToMillis
                && java.util.Arrays.equals(late, progress.late);
    }

    @Override
    public int hashCode() {
        return appliedCoverage().hashCode();
    }
}
