package io.lambdagrid.cassandra;

/**
 * Which rows of a key go. It carries the number of a generation as its timestamp, as the writes do: it also wins over
 * writes of that generation that arrive later, and never touches a newer one.
 *
 * @param first the first generation whose row goes
 * @param last the last one
 * @param timestamp of the deletion
 */
record RowDeletion(long first, long last, long timestamp) {
    /** Returns what removes everything before a generation. */
    static RowDeletion before(long generation) {
        return new RowDeletion(0, generation - 1, generation - 1);
    }

    /** Returns what removes one generation. */
    static RowDeletion only(long generation) {
        return new RowDeletion(generation, generation, generation);
    }

    /** Returns what removes a generation and those that continued it. */
    static RowDeletion between(long first, long last) {
        return new RowDeletion(first, last, last);
    }
}
