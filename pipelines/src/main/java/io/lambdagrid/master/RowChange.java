package io.lambdagrid.master;

/**
 * Which rows of the master dataset have to be read again from their bytes, because the definition of the dataset has
 * changed since they were written.
 */
enum RowChange {
    /** None: each row is what its columns say, a rejected one is still rejected. */
    NONE,
    /** The rejected ones, for they may be readable now, or for another reason not. */
    REJECTED,
    /** All that have their bytes. */
    ALL
}
