package io.lambdagrid.client;

import java.time.Duration;
import java.util.Optional;

/** A requested change of definitions, and what becomes of it. Thread-safe; each method asks the cluster anew. */
public interface ViewChange {
    /** The {@link #outcome()} of a change that is served. */
    String DONE = "DONE";

    /** Returns what tells this change from others. */
    String id();

    /** Returns {@link #DONE}, or the reason why the change failed; empty while it is under way. */
    Optional<String> outcome();

    /**
     * Waits until the change has ended, well or not.
     *
     * @return whether it has ended; false when the time ran out
     */
    boolean await(Duration timeout);
}
