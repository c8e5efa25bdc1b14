package io.lambdagrid.batch;

import io.lambdagrid.cassandra.CassandraSettings;
import io.lambdagrid.cassandra.StoredDataset;
import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.master.OffsetSlice;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewDefinition;
import java.io.Serializable;
import java.util.List;

/**
 * Everything the batch job of one generation needs to know.
 *
 * @param base the generation whose maps are filled or whose seam is moved; the same as {@code generation} unless that
 *     is incremental
 * @param attempt counts the attempts to fill the generation's maps; writes of an earlier one are refused
 * @param tableSnapshot the snapshot of the master dataset that is read
 * @param offsets which records of it are read
 * @param horizons which rows have left; what belongs to them is passed over
 * @param parallelism readers for each member; -1 for as many as Jet has cooperative threads
 */
public record BatchPlan(
        Dataset dataset,
        long generation,
        long base,
        long attempt,
        List<ViewDefinition> views,
        MasterLocation master,
        long tableSnapshot,
        OffsetSlice offsets,
        Horizons horizons,
        CassandraSettings cassandra,
        int parallelism)
        implements Serializable {
    public BatchPlan {
        views = List.copyOf(views);
    }

    StoredDataset stored() {
        return new StoredDataset(dataset.name(), views);
    }

    /** Returns the plan over another snapshot of the master dataset, for rows that leave otherwise. */
    public BatchPlan at(long otherSnapshot, Horizons otherHorizons) {
        return new BatchPlan(
                dataset,
                generation,
                base,
                attempt,
                views,
                master,
                otherSnapshot,
                offsets,
                otherHorizons,
                cassandra,
                parallelism);
    }
}
