package io.lambdagrid.cassandra;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;

/** What became of a change to the catalog. */
public enum Outcome {
    /** The catalog now says so. */
    DONE,
    /** The catalog said something else than expected; it is as somebody else left it. Read it before the next step. */
    CONFLICT,
    /** Nobody can say yet. Read the catalog before acting, and delete nothing. */
    UNKNOWN;

    /**
     * Passes only when the change was made.
     *
     * @param change what was to be done, as in {@code switch 'orders' to generation 7}
     * @throws GridException LG-403 on a conflict, LG-402 when the outcome is unknown
     */
    public void requireDone(String change) {
        switch (this) {
            case DONE -> {}
            case CONFLICT ->
                throw new GridException(
                        GridError.CATALOG_CONFLICT,
                        "Could not " + change
                                + ": somebody else changed the catalog first; read it again and decide anew");
            case UNKNOWN ->
                throw new GridException(
                        GridError.OUTCOME_UNKNOWN,
                        "It is not known whether it worked to " + change
                                + ": Cassandra did not answer in time; read the catalog again before the next step");
        }
    }
}
