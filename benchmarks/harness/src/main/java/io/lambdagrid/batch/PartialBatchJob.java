package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.function.SupplierEx;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.Vertex;
import java.util.Map;
import java.util.Objects;

/** {@link BatchJob} without its last stages: the same vertices up to a point, so that the cost of each stage shows. */
public final class PartialBatchJob {
    private PartialBatchJob() {}

    /** Runs all but the writing to Cassandra; returns when the rows are in the view maps. */
    public static void fillViewMaps(HazelcastInstance member, BatchPlan plan) {
        run(member, plan, () -> new Apply(plan));
    }

    /** Runs the scan and both stages of the aggregation; returns the groups of the plan's only view, as bytes. */
    public static Map<String, byte[]> aggregate(HazelcastInstance member, BatchPlan plan) {
        run(member, plan, () -> new MergeGroups(plan));
        return Objects.requireNonNull(MergeGroups.taken(member));
    }

    private static void run(HazelcastInstance member, BatchPlan plan, SupplierEx<Processor> last) {
        DAG dag = new DAG();
        Vertex ingest = MasterAggregation.addTo(dag, plan);
        Vertex apply = dag.newVertex("apply", last).localParallelism(1);
        dag.edge(MasterAggregation.toOwners(ingest, apply));
        member.getJet().newJob(dag).join();
    }
}
