package io.lambdagrid.speed;

import static com.hazelcast.jet.core.Edge.between;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Edge;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.core.Vertex;
import io.lambdagrid.serving.Delta;

/**
 * Lowers the views of one generation to a Jet streaming job.
 *
 * <p>It asks Jet for no guarantee and takes no job snapshots: its state is in the view maps, guarded by fences, and a
 * restarted execution begins at the fences. That makes it exact where Jet's exactly-once, which ends at the sink, is
 * not, and readers never see values go back.
 */
public final class SpeedJob {
    private static final String PROGRESS_KEY = "progress";

    /** Of two members, one may have to go on alone. */
    private static final int SMALLEST_WITH_MAJORITY = 3;

    private SpeedJob() {}

    public static String name(String dataset, long base) {
        return "speed." + dataset + "." + base;
    }

    /** Starts the job, or returns the one that is already running. The generation's fences must stand. */
    public static Job start(HazelcastInstance grid, SpeedPlan plan) {
        JobConfig config = new JobConfig()
                .setName(name(plan.dataset().name(), plan.base()))
                .setProcessingGuarantee(ProcessingGuarantee.NONE)
                .setAutoScaling(true)
                .setSplitBrainProtection(grid.getCluster().getMembers().size() >= SMALLEST_WITH_MAJORITY);
        return grid.getJet().newJobIfAbsent(dag(plan), config);
    }

    private static DAG dag(SpeedPlan plan) {
        DAG dag = new DAG();
        Vertex ingest = dag.newVertex("ingest", () -> new Ingest(plan))
                .localParallelism(plan.pace().parallelism());
        Vertex apply = dag.newVertex("apply", () -> new Apply(plan)).localParallelism(1);
        Vertex progress = dag.newVertex(
                        "progress",
                        ProcessorMetaSupplier.forceTotalParallelismOne(
                                ProcessorSupplier.of(() -> new PublishProgress(plan)), PROGRESS_KEY))
                .localParallelism(1);
        dag.edge(between(ingest, apply)
                .distributed()
                .partitioned(Delta::partition, (partition, partitionCount) -> partition));
        dag.edge(Edge.from(ingest, 1).to(progress, 0).distributed().allToOne(PROGRESS_KEY));
        dag.edge(Edge.from(apply).to(progress, 1).distributed().allToOne(PROGRESS_KEY));
        return dag;
    }
}
