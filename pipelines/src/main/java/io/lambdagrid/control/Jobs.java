package io.lambdagrid.control;

import io.lambdagrid.batch.BatchPlan;
import io.lambdagrid.batch.ComparisonPlan;
import io.lambdagrid.speed.SpeedPlan;
import org.jspecify.annotations.Nullable;

/** Jobs by their deterministic names: started unless they run, looked at, ended. Thread-safe. */
interface Jobs {
    /** What is known of the newest job of a name. */
    enum State {
        /** There is none, or it was cancelled. */
        ABSENT,
        UNDER_WAY,
        COMPLETED,
        FAILED
    }

    State state(String name);

    /** Returns why the newest job of a name, which has ended, failed: a sentence with its code. */
    String failure(String name);

    /** Cancels the job of a name and returns when it has ended; does nothing when there is none. */
    void end(String name);

    void startArchive();

    void startSpeed(SpeedPlan plan);

    /** Fills the maps of a generation from the master dataset. */
    void startBatch(BatchPlan plan);

    /** Lays ready what the records between two seams add. */
    void startStage(BatchPlan plan);

    /** Stores the rows that a move of the seam has changed. */
    void startStore(BatchPlan plan);

    /** Fills the maps of a generation from what was stored of it. */
    void startRestore(BatchPlan plan);

    void startComparison(ComparisonPlan plan);

    /** Returns how many rows a job that stores rows has stored. */
    long rowsStored(String name);

    static boolean isPassing(@Nullable String failure) {
        return failure == null || failure.startsWith("LG-3") || failure.startsWith("LG-4");
    }
}
