package io.lambdagrid.master;

import io.lambdagrid.view.GridException;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;

/** Something that makes a new snapshot of the table, in one atomic commit that can be tried again and recognized. */
interface TableChange {
    /** Returns a name that this change has on every attempt and no other change has. */
    String name();

    /**
     * Returns the state of the table after this change. Asked again at the last moment, when nothing is read any more
     * before the table is changed.
     *
     * @throws GridException when the table is not in a state that this change can follow: it is not made then
     */
    TableState after(TableState before);

    /** Returns whether the table in state {@code before} may become {@code after} by this change. */
    default boolean leads(TableState before, TableState after) {
        try {
            return after(before).equals(after);
        } catch (GridException refused) {
            return false;
        }
    }

    /**
     * Returns Iceberg's form of the change; called anew for each attempt, with the table just read.
     *
     * @throws GridException when it cannot be made any more
     */
    SnapshotUpdate<?> update(Table table);
}
