package io.lambdagrid.batch;

import static com.hazelcast.jet.core.Edge.between;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.function.SupplierEx;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.Vertex;
import com.hazelcast.jet.hadoop.HadoopProcessors;
import io.lambdagrid.master.MasterInputFormat;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.view.ViewDefinition;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;

/** {@link BatchJob} without its last stages: the same vertices up to a point, so that the cost of each stage shows. */
public final class PartialBatchJob {
    private PartialBatchJob() {}

    /** Runs all but the writing to Cassandra; returns when the rows are in the view maps. */
    public static void fillViewMaps(HazelcastInstance member, BatchPlan plan) {
        run(member, plan, () -> new Apply(plan));
    }

    /** Runs the scan and both stages of the aggregation; returns the groups of the plan's only view. */
    public static Map<String, Object[]> aggregate(HazelcastInstance member, BatchPlan plan) {
        run(member, plan, () -> new MergeGroups(plan));
        return Objects.requireNonNull(MergeGroups.taken(member));
    }

    private static void run(HazelcastInstance member, BatchPlan plan, SupplierEx<Processor> last) {
        BitSet columns = new BitSet();
        plan.views().stream().map(ViewDefinition::columnsRead).forEach(columns::or);
        DAG dag = new DAG();
        Vertex read = dag.newVertex(
                        "read",
                        HadoopProcessors.<Object, Object, Object>readHadoopP(
                                null,
                                configuration -> MasterInputFormat.configure(
                                        configuration, plan.master(), plan.dataset(), columns, plan.tableSnapshot()),
                                (key, rows) -> rows))
                .localParallelism(plan.parallelism());
        Vertex ingest = dag.newVertex("ingest", () -> new Ingest(plan)).localParallelism(plan.parallelism());
        Vertex apply = dag.newVertex("apply", last).localParallelism(1);
        dag.edge(between(read, ingest));
        dag.edge(between(ingest, apply)
                .distributed()
                .partitioned(Delta::partition, (partition, partitionCount) -> partition));
        member.getJet().newJob(dag).join();
    }
}
