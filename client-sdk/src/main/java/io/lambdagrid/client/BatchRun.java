package io.lambdagrid.client;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A requested batch run, and what becomes of it. Thread-safe; each method asks the cluster anew. */
public interface BatchRun {
    /** The {@link #outcome()} of a run whose generation is being served. */
    String DONE = "DONE";

    /** Returns what tells this run from others. */
    String id();

    String dataset();

    /** Returns the generation that the run makes; empty until it was created. */
    OptionalLong generation();

    /** Returns {@link #DONE}, or the reason why the run failed; empty while it is under way. */
    Optional<String> outcome();

    /**
     * Waits until the run has ended, well or not.
     *
     * @return whether it has ended; false when the time ran out
     */
    boolean await(Duration timeout);
}
