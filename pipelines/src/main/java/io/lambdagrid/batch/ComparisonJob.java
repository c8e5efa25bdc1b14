package io.lambdagrid.batch;

import static com.hazelcast.jet.core.Edge.between;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Vertex;
import io.lambdagrid.client.wire.GridMaps;

/**
 * Lowers a proposed definition to a Jet batch job over the records up to the seam, and compares the rows it would give
 * with the batch parts of those that are served, which include exactly the same records. It changes nothing but
 * {@link GridMaps#COMPARISONS}, where the result is. The seam must not move while it runs.
 */
public final class ComparisonJob {
    private ComparisonJob() {}

    public static String name(String dataset, String comparison) {
        return "compare." + dataset + "." + comparison;
    }

    /** Starts the job, or returns the one that is already running. */
    public static Job start(HazelcastInstance grid, ComparisonPlan plan) {
        DAG dag = new DAG();
        Vertex ingest = MasterAggregation.addTo(dag, plan.batch(), Ingest.Rejections.PASSED_OVER);
        Vertex compare = dag.newVertex("compare", () -> new Compare(plan)).localParallelism(1);
        Vertex collect = dag.newVertex("collect", () -> new Collect(plan)).localParallelism(1);
        dag.edge(MasterAggregation.toOwners(ingest, compare));
        dag.edge(between(compare, collect).distributed().allToOne(plan.id()));
        JobConfig config = new JobConfig()
                .setName(name(plan.batch().dataset().name(), plan.id()))
                .setAutoScaling(false);
        return grid.getJet().newJobIfAbsent(dag, config);
    }
}
