package io.lambdagrid.master;

import java.io.Serializable;

/**
 * What some rows amount to, whatever files they lie in and in whatever order: rows that are moved between files, or
 * counted in parts, come to the same tally, and a row that is lost, doubled or changed does not.
 *
 * @param rows how many
 * @param hash the sum of {@link RowHash} over them
 */
record Tally(long rows, long hash) implements Serializable {
    static final Tally NOTHING = new Tally(0, 0);

    Tally plus(Tally other) {
        return new Tally(rows + other.rows, hash + other.hash);
    }

    Tally minus(Tally other) {
        return new Tally(rows - other.rows, hash - other.hash);
    }

    Tally plusRow(long rowHash) {
        return new Tally(rows + 1, hash + rowHash);
    }
}
