package io.lambdagrid.client.wire;

import java.time.OffsetDateTime;

/**
 * Somebody's wish for a new generation, and what became of it.
 *
 * @param full whether the views are to be recomputed from the whole master dataset; else the seam moves up
 * @param generation the generation that answers the request; 0 until one was created
 * @param outcome empty while it is under way; {@link #DONE}, or the reason why it failed
 */
public record RunRequest(
        String id, String dataset, boolean full, OffsetDateTime requestedAt, long generation, String outcome) {
    public static final String DONE = "DONE";

    public RunRequest startedAs(long newGeneration) {
        return new RunRequest(id, dataset, full, requestedAt, newGeneration, "");
    }

    public RunRequest ended(String how) {
        return new RunRequest(id, dataset, full, requestedAt, generation, how);
    }
}
