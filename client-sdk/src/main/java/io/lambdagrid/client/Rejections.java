package io.lambdagrid.client;

import java.util.List;

/**
 * Records that count for nothing in what is served. The batch layer keeps them, so they are known again after the whole
 * cluster was off; of very many, some hundred thousand are shown, and the master dataset has them all. Thread-safe.
 */
public interface Rejections {
    /** Returns how many entries {@link #list} has for a dataset: a record may have one for each of several views. */
    long count(String dataset);

    /**
     * Returns records of a dataset in the order of partition and offset.
     *
     * @param limit the most that are wanted
     */
    List<Rejection> list(String dataset, int limit);

    /**
     * Asks for the rejected records to be tried again: every record is read as the dataset is declared now and computed
     * as the views are defined now, beside what is served. What is served then includes each record once, for its
     * offset is its identity, whether it was rejected before or not. Returns at once.
     */
    Replay replay(String dataset);
}
