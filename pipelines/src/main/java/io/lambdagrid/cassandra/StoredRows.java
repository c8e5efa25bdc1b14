package io.lambdagrid.cassandra;

import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewDefinition;

/**
 * Removes rows of generations that nobody serves any more, from all tables of a dataset, whether or not their views are
 * still defined. Thread-safe and blocking; takes as long as reading the keys. Stopped half-way, by LG-303 or by the end
 * of the process, it is simply called again.
 *
 * <p>A deletion carries the number of the generation as its timestamp, as the writes do: it also wins over writes of
 * that generation that arrive later, and never touches a newer one.
 */
public final class StoredRows {
    private final RowTables tables;

    public StoredRows(CassandraSession session) {
        this(new CqlRowTables(session));
    }

    StoredRows(RowTables tables) {
        this.tables = tables;
    }

    /** Deletes the rows of every generation of a dataset before {@code generation}; returns how many keys had any. */
    public long deleteBefore(String dataset, long generation) {
        return tables.delete(dataset, RowDeletion.before(generation));
    }

    /**
     * Deletes the rows that a newer row of the same key has superseded, up to {@code generation}, which is being
     * served; returns how many keys had any.
     */
    public long deleteSuperseded(String dataset, long generation) {
        return tables.deleteSuperseded(dataset, generation);
    }

    /**
     * Deletes the rows of a view that lie before its horizon, of all generations up to {@code generation}; returns how
     * many keys had any. None of these may be needed to go back to.
     */
    public long deleteLeft(ViewDefinition view, Horizons horizons, long generation) {
        return tables.deleteLeft(view, horizons, generation);
    }

    /** Deletes the rows of one generation of a dataset, such as one that failed; returns how many keys had one. */
    public long deleteOnly(String dataset, long generation) {
        return tables.delete(dataset, RowDeletion.only(generation));
    }

    /**
     * Deletes the rows of a generation and of those that continued it, up to {@code last}; returns how many keys had
     * any.
     */
    public long deleteBetween(String dataset, long first, long last) {
        return tables.delete(dataset, RowDeletion.between(first, last));
    }
}
