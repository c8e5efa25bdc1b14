package io.lambdagrid.master;

import java.util.Optional;

/** The states of a table, of which each follows another: what {@link Commits} needs to know of it. */
interface TableVersions {
    /**
     * Reads the newest state of the table.
     *
     * @throws RuntimeException what the file system or Iceberg throws
     */
    Version newest();

    /** One state of the table. */
    interface Version {
        TableState state();

        /** Returns the snapshot that the change of a name has made, if this state has it. */
        Optional<TableSnapshot> madeBy(String change);

        /**
         * Puts a change on the newest state, which may have come after this one; in one atomic step, and only if it
         * leads to {@code next} from there.
         *
         * @throws org.apache.iceberg.exceptions.ValidationException when it does not
         * @throws org.apache.iceberg.exceptions.CommitFailedException when another change came first
         * @throws RuntimeException when it is not known what became of it
         */
        void follow(TableChange change, TableState next);
    }
}
