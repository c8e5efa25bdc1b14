package io.lambdagrid.cassandra;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Edge;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.core.Vertex;
import com.hazelcast.jet.core.metrics.Measurement;
import com.hazelcast.jet.core.processor.SinkProcessors;
import io.lambdagrid.view.ViewDefinition;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Jobs that write rows to Cassandra and read them back, on a real cluster. */
final class RowJobs {
    private final HazelcastInstance grid;
    private final CassandraSettings settings;
    private final StoredDataset dataset;

    RowJobs(HazelcastInstance grid, CassandraSettings settings, List<ViewDefinition> views) {
        this.grid = grid;
        this.settings = settings;
        this.dataset = new StoredDataset("wide", views);
    }

    /** Writes these rows and waits until the job is done. */
    Job write(long generation, List<BatchRow> givenRows) {
        List<BatchRow> rows = List.copyOf(givenRows);
        Job job = write(
                generation,
                ProcessorMetaSupplier.forceTotalParallelismOne(ProcessorSupplier.of(() -> new GivenRows(rows))));
        job.join();
        return job;
    }

    /** Starts a job that writes what {@code source} emits, spread over all members. */
    Job write(long generation, ProcessorMetaSupplier source) {
        DAG dag = new DAG();
        Vertex given = dag.newVertex("given", source);
        Vertex write = dag.newVertex("write", CassandraSink.rows(settings, dataset, generation));
        dag.edge(Edge.between(given, write).distributed());
        return grid.getJet().newJob(dag, new JobConfig().setStoreMetricsAfterJobCompletion(true));
    }

    List<BatchRow> read(long base, long generation) {
        String list = "read-" + UUID.randomUUID();
        DAG dag = new DAG();
        Vertex read = dag.newVertex("read", CassandraSource.rows(settings, dataset, base, generation));
        Vertex collect = dag.newVertex("collect", SinkProcessors.writeListP(list));
        dag.edge(Edge.between(read, collect));
        grid.getJet().newJob(dag).join();
        return List.copyOf(grid.<BatchRow>getList(list));
    }

    static long counted(Job job, String metric) {
        return job.getMetrics().get(metric).stream()
                .mapToLong(Measurement::value)
                .sum();
    }

    /** Returns the rows in a form that compares by value; fails when two rows have the same view and key. */
    static Map<String, String> byViewAndKey(List<BatchRow> rows) {
        Map<String, String> byViewAndKey = new TreeMap<>();
        for (BatchRow row : rows) {
            String bytes = HexFormat.of().formatHex(row.partials());
            String before = byViewAndKey.put(row.view() + ":" + row.key(), bytes);
            if (before != null) {
                throw new AssertionError("Two rows of view " + row.view() + " with key '" + row.key() + "'");
            }
        }
        return byViewAndKey;
    }

    private static final class GivenRows extends AbstractProcessor {
        private final Traverser<BatchRow> rows;

        GivenRows(List<BatchRow> rows) {
            this.rows = Traversers.traverseIterable(rows);
        }

        @Override
        public boolean complete() {
            return emitFromTraverser(rows);
        }
    }
}
