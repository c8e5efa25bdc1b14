package io.lambdagrid.cassandra;

import com.hazelcast.cluster.Address;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Jet sink for batch views: writes {@link BatchRow}s of a dataset as rows of one generation.
 *
 * <p>Creates absent tables when the job starts. Rows are written asynchronously and repeated while Cassandra does not
 * answer, up to {@link CassandraSettings#patience()}; then the job fails with LG-303. The vertex completes only when
 * every row is acknowledged. A job that is started again for the same generation writes the same rows over themselves.
 *
 * <p>Feed it over a local edge; a row may be given to any processor. How many rows it took is in the job metric
 * {@link #ROWS_METRIC} followed by the view's name.
 */
public final class CassandraSink {
    /** Begins the name of the metric that counts the rows of a view. */
    public static final String ROWS_METRIC = "cassandra-rows-written.";

    private static final int PROCESSORS_PER_MEMBER = 2;

    private CassandraSink() {}

    /** Returns a vertex that writes rows of {@code generation}. */
    public static ProcessorMetaSupplier rows(CassandraSettings settings, StoredDataset dataset, long generation) {
        return new OnJob(settings, dataset, generation);
    }

    private record OnJob(CassandraSettings settings, StoredDataset dataset, long generation)
            implements ProcessorMetaSupplier {
        @Override
        public void init(ProcessorMetaSupplier.Context context) {
            try (CassandraSession session = CassandraSession.connect(settings)) {
                new CassandraSchema(session).createTables(dataset);
            }
        }

        @Override
        public int preferredLocalParallelism() {
            return PROCESSORS_PER_MEMBER;
        }

        @Override
        public Function<? super Address, ? extends ProcessorSupplier> get(List<Address> members) {
            return member -> new OnMember(settings, dataset, generation);
        }
    }

    /** Holds the session that the processors of one member share. */
    private static final class OnMember implements ProcessorSupplier {
        private final CassandraSettings settings;
        private final StoredDataset dataset;
        private final long generation;
        private transient @Nullable CassandraSession session;
        private transient @Nullable List<RowWriter> writers;

        OnMember(CassandraSettings settings, StoredDataset dataset, long generation) {
            this.settings = settings;
            this.dataset = dataset;
            this.generation = generation;
        }

        @Override
        public void init(ProcessorSupplier.Context context) {
            CassandraSession opened = CassandraSession.connect(settings);
            session = opened;
            List<RowWriter> prepared = new ArrayList<>();
            dataset.views().forEach(view -> prepared.add(RowWriter.prepare(opened, view, generation)));
            prepared.add(RowWriter.prepareRejected(opened, dataset.name(), generation));
            writers = prepared;
        }

        @Override
        public Collection<? extends Processor> get(int count) {
            CassandraSession open = Objects.requireNonNull(session);
            List<RowWriter> prepared = Objects.requireNonNull(writers);
            List<Processor> processors = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                processors.add(new WriteRows(open, prepared, System::nanoTime));
            }
            return processors;
        }

        @Override
        public void close(@Nullable Throwable error) {
            if (session != null) {
                session.close();
            }
        }
    }
}
