package io.lambdagrid.client;

import java.time.Duration;

/**
 * Changes which views there are, while the cluster runs and answers. Thread-safe.
 *
 * <p>A new or changed definition is computed from the whole history, beside what is served, and served when it includes
 * everything that is served now; until then the former definition answers. All views of a dataset are switched
 * together.
 */
public interface Views {
    /**
     * Asks for a view to be added, or for another definition in the place of the one of its name. Returns at once.
     *
     * @param sql one aggregate SELECT over one dataset; what is wrong with it is the outcome of the change
     */
    ViewChange apply(String name, String sql);

    /**
     * Shows what a definition would change, and changes nothing: its rows are computed over all records up to the seam
     * and compared with the batch views, which include the same records.
     *
     * @param sql one aggregate SELECT over one dataset
     * @param timeout how long to wait for the answer
     * @throws LambdaGridException {@link ErrorCode#REQUEST_INVALID} with what is wrong with the SQL, or when the time
     *     ran out
     */
    ViewDifference diff(String name, String sql, Duration timeout);

    /** Asks for a view to leave: its names at once, its rows with the next recomputation. Returns at once. */
    ViewChange drop(String name);

    /**
     * Asks for the last change of a dataset's definitions to be taken back: at once while what was served before is
     * kept ({@code serving.rollback-window}), else by computing it anew. Returns at once.
     */
    ViewChange rollback(String dataset);
}
