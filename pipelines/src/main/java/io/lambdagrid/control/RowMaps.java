package io.lambdagrid.control;

import io.lambdagrid.serving.Fences;
import io.lambdagrid.view.ViewFold;

/** The maps that rows of views live in, by the generation that filled them. Thread-safe. */
interface RowMaps {
    Fences fences(String dataset, long base);

    /**
     * Makes the type of a view's rows known to the whole cluster, so that no partition thread has to wait for it, and
     * creates the view's indexes, which are cheap while there are no rows.
     */
    void announceType(ViewFold fold, long base);

    /** Returns how many rows of a view have a batch part. */
    long countBatchRows(ViewFold fold, long base);

    void destroyRows(ViewFold fold, long base);

    /** Takes away what lies ready for a move of the seam. */
    void destroyIncrements(String dataset, long base);

    void removeRejected(String dataset, long base);
}
