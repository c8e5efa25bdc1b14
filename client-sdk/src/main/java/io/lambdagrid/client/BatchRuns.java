package io.lambdagrid.client;

/** Asks the batch layer for new generations. Thread-safe. */
public interface BatchRuns {
    /**
     * Asks for a generation recomputed from the whole master dataset, to replace the serving one when it has caught up.
     * Returns at once.
     */
    BatchRun run(String dataset);
}
