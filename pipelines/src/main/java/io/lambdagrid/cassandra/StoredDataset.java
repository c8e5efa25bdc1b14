package io.lambdagrid.cassandra;

import io.lambdagrid.view.ViewDefinition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is stored of a dataset: the batch parts of its views, and beside them the records that the batch layer has
 * rejected. The latter are rows like the others: written and deleted with their generation, and brought back with it.
 *
 * @param views {@link BatchRow#view()} is the index in this list, or {@link #rejected()}
 */
public record StoredDataset(String name, List<ViewDefinition> views) implements Serializable {
    public StoredDataset {
        views = List.copyOf(views);
    }

    /** Returns the {@link BatchRow#view()} of rejected records. */
    public int rejected() {
        return views.size();
    }

    /** Returns the tables in the order of {@link BatchRow#view()}. */
    List<BatchViewTable> tables() {
        List<BatchViewTable> tables = new ArrayList<>();
        views.forEach(view -> tables.add(BatchViewTable.of(view)));
        tables.add(BatchViewTable.ofRejected(name));
        return tables;
    }
}
