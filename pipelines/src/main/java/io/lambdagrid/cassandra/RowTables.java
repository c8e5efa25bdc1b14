package io.lambdagrid.cassandra;

import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewDefinition;

/** All tables with rows of a dataset, whether or not their views are still defined. Thread-safe and blocking. */
interface RowTables {
    /**
     * Removes rows of all keys that have any.
     *
     * @return how many keys had
     * @throws GridException LG-303 when Cassandra does not answer; some rows may be gone, or go later
     */
    long delete(String dataset, RowDeletion deletion);

    /**
     * Removes the rows that a newer one of the same key has superseded, up to a generation.
     *
     * @return how many keys had any
     * @throws GridException as {@link #delete}
     */
    long deleteSuperseded(String dataset, long generation);

    /**
     * Removes the rows of a view that lie before its horizon, of all generations up to one.
     *
     * @return how many keys had any
     * @throws GridException as {@link #delete}
     */
    long deleteLeft(ViewDefinition view, Horizons horizons, long generation);
}
