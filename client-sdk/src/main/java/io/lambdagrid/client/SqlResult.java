package io.lambdagrid.client;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of a query, fetched from the cluster page by page while they are read. Not thread-safe. To be closed, which
 * ends the query if it still runs.
 */
public interface SqlResult extends Iterable<Row>, AutoCloseable {
    /** Returns the columns; empty for a statement that answers no rows. */
    List<Column> columns();

    /** Returns the rows; they can be gone through once. */
    @Override
    Iterator<Row> iterator();

    /** Returns the rows; they can be gone through once. */
    Stream<Row> stream();

    @Override
    void close();
}
