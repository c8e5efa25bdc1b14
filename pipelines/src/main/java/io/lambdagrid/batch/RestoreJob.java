package io.lambdagrid.batch;

import static com.hazelcast.jet.core.Edge.between;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Vertex;
import io.lambdagrid.cassandra.BatchRow;
import io.lambdagrid.cassandra.CassandraSource;

/**
 * Fills the view maps of a generation from Cassandra, where its batch job left its rows: after the whole cluster was
 * off, or when more members were lost than there are backups. Nothing is recomputed.
 */
public final class RestoreJob {
    private RestoreJob() {}

    public static String name(String dataset, long generation) {
        return "restore." + dataset + "." + generation;
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
        Vertex read = dag.newVertex(
                "read", CassandraSource.rows(plan.cassandra(), plan.stored(), plan.base(), plan.generation()));
        Vertex restore = dag.newVertex("restore", () -> new Restore(plan)).localParallelism(1);
        dag.edge(between(read, restore).distributed().partitioned(BatchRow::key));
        return dag;
    }
}
