package io.lambdagrid.client;

/** Asks the batch layer for new generations. Thread-safe. */
public interface BatchRuns {
    /**
     * Asks for an incremental generation: the seam moves up to where the log is read now, and only rows that the
     * records between are about change. The first generation of all is computed from the whole master dataset. Returns
     * at once.
     */
    BatchRun run(String dataset);

    /**
     * Asks for a generation recomputed from the whole master dataset, to replace the serving one when it has caught up.
     * Returns at once.
     */
    BatchRun recompute(String dataset);
}
