package io.lambdagrid.batch;

import static com.hazelcast.jet.core.Edge.between;

import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Edge;
import com.hazelcast.jet.core.Vertex;
import com.hazelcast.jet.hadoop.HadoopProcessors;
import io.lambdagrid.master.MasterInputFormat;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.view.ViewDefinition;
import java.util.BitSet;

/** The first half of every job over the master dataset: one scan of only the needed columns, folded for all views. */
final class MasterAggregation {
    private MasterAggregation() {}

    /** Adds the vertices to {@code dag}; returns the one that emits {@link Delta}s and rejected records. */
    static Vertex addTo(DAG dag, BatchPlan plan) {
        return addTo(dag, plan, Ingest.Rejections.TOLD);
    }

    static Vertex addTo(DAG dag, BatchPlan plan, Ingest.Rejections rejections) {
        BitSet columns = new BitSet();
        plan.views().stream().map(ViewDefinition::columnsRead).forEach(columns::or);
        Vertex read = dag.newVertex(
                        "read",
                        HadoopProcessors.<Object, Object, Object>readHadoopP(
                                null,
                                configuration -> MasterInputFormat.configure(
                                        configuration,
                                        plan.master(),
                                        plan.dataset(),
                                        columns,
                                        plan.tableSnapshot(),
                                        plan.offsets()),
                                (key, rows) -> rows))
                .localParallelism(plan.parallelism());
        Vertex ingest =
                dag.newVertex("ingest", () -> new Ingest(plan, rejections)).localParallelism(plan.parallelism());
        dag.edge(between(read, ingest));
        return ingest;
    }

    /** Returns an edge on which each rejected record goes to what stores it. */
    static Edge rejected(Vertex ingest, Vertex store, int ordinal) {
        return Edge.from(ingest, Ingest.REJECTED).to(store, ordinal);
    }

    /** Returns an edge on which each delta goes to the member that owns the rows it changes. */
    static Edge toOwners(Vertex ingest, Vertex apply) {
        return between(ingest, apply)
                .distributed()
                .partitioned(Delta::partition, (partition, partitionCount) -> partition);
    }
}
