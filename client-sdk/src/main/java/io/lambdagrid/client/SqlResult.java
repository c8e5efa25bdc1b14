package io.lambdagrid.client;

import java.util.List;

/** The rows of a query. */
public interface SqlResult extends Rows<Row> {
    /** Returns the columns; empty for a statement that answers no rows. */
    List<Column> columns();
}
