package io.lambdagrid.batch;

import static com.hazelcast.jet.core.Edge.between;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Vertex;
import com.hazelcast.jet.core.metrics.JobMetrics;
import com.hazelcast.jet.core.metrics.Measurement;
import com.hazelcast.jet.core.processor.SourceProcessors;
import io.lambdagrid.cassandra.CassandraSink;
import io.lambdagrid.serving.Increments;

/**
 * Stores the batch parts of the rows that an incremental generation has changed, when the seam has been moved. Nothing
 * else can change these parts before the generation is served, so it may be repeated.
 */
public final class StoreJob {
    private StoreJob() {}

    public static String name(String dataset, long generation) {
        return "store." + dataset + "." + generation;
    }

    /** Returns how many rows the job of a name has stored. */
    public static long rowsStored(HazelcastInstance grid, String name) {
        Job job = grid.getJet().getJob(name);
        if (job == null) {
            return 0;
        }
        JobMetrics metrics = job.getMetrics();
        return metrics.metrics().stream()
                .filter(metric -> metric.startsWith(CassandraSink.ROWS_METRIC))
                .flatMap(metric -> metrics.get(metric).stream())
                .mapToLong(Measurement::value)
                .sum();
    }

    /** Starts the job, or returns the one that is already running. */
    public static Job start(HazelcastInstance grid, BatchPlan plan) {
        DAG dag = new DAG();
        Vertex increments = dag.newVertex(
                "increments",
                SourceProcessors.readMapP(Increments.mapName(plan.dataset().name(), plan.base())));
        Vertex changed = dag.newVertex("changed", () -> new ReadChanged(plan)).localParallelism(1);
        Vertex store = dag.newVertex("store", CassandraSink.rows(plan.cassandra(), plan.stored(), plan.generation()));
        dag.edge(between(increments, changed));
        dag.edge(between(changed, store));
        JobConfig config = new JobConfig()
                .setName(name(plan.dataset().name(), plan.generation()))
                .setStoreMetricsAfterJobCompletion(true)
                .setAutoScaling(false);
        return grid.getJet().newJobIfAbsent(dag, config);
    }
}
