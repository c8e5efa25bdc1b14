package io.lambdagrid.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A requested replay of rejected records, and what becomes of it. Thread-safe. */
public interface Replay {
    /** The {@link #outcome()} of a replay whose generation is being served. */
    String DONE = BatchRun.DONE;

    /** Returns what tells this replay from others. */
    String id();

    String dataset();

    /** Returns how many records were rejected when the replay was asked for; with none, it is done at once. */
    long records();

    /** Returns {@link #DONE}, or the reason why the replay failed; empty while it is under way. */
    Optional<String> outcome();

    /**
     * Waits until the replay has ended, well or not.
     *
     * @return whether it has ended; false when the time ran out
     */
    boolean await(Duration timeout);

    /** Returns what has become of the records so far; meant to be asked when the replay is done. */
    Result result();

    /**
     * What has become of the records that were rejected when the replay was asked for.
     *
     * @param counting how many are rejected no more, by no view
     * @param remaining the others by their reasons, the most frequent first
     * @param isComplete false when there were so many that not all of them were known
     */
    record Result(long counting, List<Reason> remaining, boolean isComplete) {
        public Result {
            remaining = List.copyOf(remaining);
        }

        /** Returns how many records are still rejected. */
        public long stillRejected() {
            return remaining.stream().mapToLong(Reason::records).sum();
        }
    }

    /** Why so many records are still rejected; one that several views cannot compute is counted once. */
    record Reason(String reason, long records) {}
}
