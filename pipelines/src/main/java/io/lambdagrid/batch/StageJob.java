package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Vertex;
import io.lambdagrid.cassandra.CassandraSink;

/**
 * Lowers the views of an incremental generation to a Jet batch job over the records between the seam and the next one.
 * It changes no view; it lays the result ready for the speed job, which alone writes to the view maps, and stores which
 * records do not count. Repeated, it does the same again.
 */
public final class StageJob {
    private StageJob() {}

    public static String name(String dataset, long generation) {
        return "stage." + dataset + "." + generation;
    }

    /** Starts the job, or returns the one that is already running. */
    public static Job start(HazelcastInstance grid, BatchPlan plan) {
        DAG dag = new DAG();
        Vertex ingest = MasterAggregation.addTo(dag, plan);
        Vertex stage = dag.newVertex("stage", () -> new Stage(plan)).localParallelism(1);
        Vertex store = dag.newVertex("store", CassandraSink.rows(plan.cassandra(), plan.stored(), plan.generation()));
        dag.edge(MasterAggregation.toOwners(ingest, stage));
        dag.edge(MasterAggregation.rejected(ingest, store, 0));
        JobConfig config = new JobConfig()
                .setName(name(plan.dataset().name(), plan.generation()))
                .setAutoScaling(false);
        return grid.getJet().newJobIfAbsent(dag, config);
    }
}
