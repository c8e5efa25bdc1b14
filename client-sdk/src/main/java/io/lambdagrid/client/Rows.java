package io.lambdagrid.client;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Rows, fetched from the cluster page by page while they are read. Not thread-safe. To be closed, which ends the query
 * if it still runs.
 *
 * @param <R> the type of a row
 */
public interface Rows<R> extends Iterable<R>, AutoCloseable {
    /** Returns the rows; they can be gone through once. */
    @Override
    Iterator<R> iterator();

    /** Returns the rows; they can be gone through once. */
    Stream<R> stream();

    @Override
    void close();
}
