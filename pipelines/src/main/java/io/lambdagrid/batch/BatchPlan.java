package io.lambdagrid.batch;

import io.lambdagrid.cassandra.CassandraSettings;
import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.ViewDefinition;
import java.io.Serializable;
import java.util.List;

/**
 * Everything the batch job of one generation needs to know.
 *
 * @param attempt counts the attempts to fill the generation's maps; writes of an earlier one are refused
 * @param tableSnapshot the snapshot of the master dataset that is read
 * @param parallelism readers for each member; -1 for as many as Jet has cooperative threads
 */
public record BatchPlan(
        Dataset dataset,
        long generation,
        long attempt,
        List<ViewDefinition> views,
        MasterLocation master,
        long tableSnapshot,
        CassandraSettings cassandra,
        int parallelism)
        implements Serializable {
    public BatchPlan {
        views = List.copyOf(views);
    }
}
