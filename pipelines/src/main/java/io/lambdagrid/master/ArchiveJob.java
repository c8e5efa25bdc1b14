package io.lambdagrid.master;

import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Edge;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.core.Vertex;
import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.view.Dataset;
import java.time.Clock;

/**
 * The streaming job that keeps the master dataset up to date: writers, each with a share of the topic's partitions,
 * turn records into files, and one committer adds the files to the table.
 *
 * <pre>{@code
 * write (n per member)  --->  commit (one in the cluster)
 * }</pre>
 *
 * <p>The table's coverage is the only thing that says where to go on, so the job takes no job snapshots and may be
 * killed at any instruction: a file that was not committed is an orphan that nothing refers to, and its records are
 * read again. The table has to exist, see {@link MasterTable#createIfAbsent}.
 */
public final class ArchiveJob {
    private ArchiveJob() {}

    /** Returns the name under which the archive of a dataset runs, once in a cluster. */
    public static String name(Dataset dataset) {
        return "archive-" + dataset.name();
    }

    /** Returns how the job is to be submitted. */
    public static JobConfig config(Dataset dataset) {
        return new JobConfig()
                .setName(name(dataset))
                .setProcessingGuarantee(ProcessingGuarantee.NONE)
                .setAutoScaling(true);
    }

    /** Returns the job. */
    public static DAG dag(Dataset dataset, KafkaSettings kafka, MasterLocation location, ArchiveSettings settings) {
        String committer = name(dataset);
        DAG dag = new DAG();
        Vertex write = dag.newVertex(
                        "write",
                        ProcessorSupplier.of(
                                () -> new WriteFiles(dataset, kafka, location, settings, Clock.systemUTC())))
                .localParallelism(settings.writersPerMember());
        Vertex commit = dag.newVertex(
                        "commit",
                        ProcessorMetaSupplier.forceTotalParallelismOne(
                                ProcessorSupplier.of(() -> new CommitFiles(dataset, location, Clock.systemUTC())),
                                committer))
                .localParallelism(1);
        return dag.edge(Edge.between(write, commit).distributed().allToOne(committer));
    }
}
