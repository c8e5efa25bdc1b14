package io.lambdagrid.chaos;

/**
 * One answer as a reader was given it.
 *
 * @param source which way it was asked for
 * @param orders the count of the row; 0 for no row
 * @param atLeast how many records of the product the grid had said, before it was asked, that it includes
 * @param askedAt nanoseconds of this process's clock
 */
record Answer(Source source, int product, long orders, long revenue, long atLeast, long askedAt, long answeredAt) {
    /** By what means a reader asks. */
    enum Source {
        GET,
        SQL
    }
}
