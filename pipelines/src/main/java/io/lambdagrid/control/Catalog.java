package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogStore;
import io.lambdagrid.cassandra.StoredDataset;
import io.lambdagrid.cassandra.StoredRows;
import io.lambdagrid.view.ViewDefinition;
import java.util.List;

/** The catalog, and the rows that are stored beside it. Thread-safe. */
interface Catalog extends AutoCloseable {
    CatalogStore store();

    StoredRows rows();

    /** Makes sure that the tables of a dataset exist. */
    void createTables(StoredDataset dataset);

    /** Returns whether the rows of these views, as they are compiled now, may have been stored. */
    boolean haveTables(List<ViewDefinition> views);

    @Override
    void close();
}
