package io.lambdagrid.batch;

import static com.hazelcast.jet.core.Edge.between;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Vertex;
import io.lambdagrid.cassandra.CassandraSink;

/**
 * Lowers the views of one generation to a Jet batch job over the master dataset.
 *
 * <p>One scan of only the needed columns serves all views. When a member is lost the job fails, and whoever started it
 * starts a new attempt; it never goes on half-way.
 */
public final class BatchJob {
    private BatchJob() {}

    public static String name(String dataset, long generation) {
        return "batch." + dataset + "." + generation;
    }

    /** Starts the job, or returns the one that is already running. The generation's fences must say this attempt. */
    public static Job start(HazelcastInstance grid, BatchPlan plan) {
        JobConfig config = new JobConfig()
                .setName(name(plan.dataset().name(), plan.generation()))
                .setAutoScaling(false);
        return grid.getJet().newJobIfAbsent(dag(plan), config);
    }

    private static DAG dag(BatchPlan plan) {
        DAG dag = new DAG();
        Vertex ingest = MasterAggregation.addTo(dag, plan);
        Vertex apply = dag.newVertex("apply", () -> new Apply(plan)).localParallelism(1);
        Vertex store = dag.newVertex("store", CassandraSink.rows(plan.cassandra(), plan.stored(), plan.generation()));
        dag.edge(MasterAggregation.toOwners(ingest, apply));
        dag.edge(between(apply, store));
        dag.edge(MasterAggregation.rejected(ingest, store, 1));
        return dag;
    }
}
