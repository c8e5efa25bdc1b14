package io.lambdagrid.cassandra;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the catalog: all of a dataset can be read at one moment, and changed at one moment. Thread-safe. */
interface CatalogTable {
    /**
     * All rows of a dataset.
     *
     * @param rows newest generation first
     * @param servingId the generation that is served; {@code null} before the first
     */
    record Partition(List<GenerationRow> rows, @Nullable Long servingId, DefinedViews defined) {
        public Partition {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Reads what all writes that are done have left, and settles those that were under way.
     *
     * @throws com.datastax.oss.driver.api.core.DriverException when there is no answer
     */
    Partition read(String dataset);

    /**
     * Makes all of these writes, which concern one dataset, or none.
     *
     * @return whether all conditions held and the writes are made
     * @throws com.datastax.oss.driver.api.core.DriverException when there is no answer: unless it says that nobody took
     *     the request up, it may have been carried through, or may be later
     * @throws io.lambdagrid.view.GridException when the request could not be prepared
     */
    boolean apply(List<CatalogWrite> writes);
}
