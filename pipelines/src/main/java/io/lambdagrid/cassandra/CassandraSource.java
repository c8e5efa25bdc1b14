package io.lambdagrid.cassandra;

import com.hazelcast.cluster.Address;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewDefinition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Jet source for batch views: reads all rows of several views as {@link BatchRow}s, every processor of every member
 * its own slices of the ring.
 *
 * <p>Of each key the newest row is read whose generation is in the given range: what a later generation has half
 * written is not seen. A page that fails is read again up to {@link CassandraSettings#patience()}; then the job fails
 * with LG-303. How many rows it read is in the job metric {@link #ROWS_METRIC} followed by the view's name; compare it
 * with {@link CatalogStore#rowCounts} to know that nothing is missing.
 */
public final class CassandraSource {
    /** Begins the name of the metric that counts the rows of a view. */
    public static final String ROWS_METRIC = "cassandra-rows-read.";

    private static final int PROCESSORS_PER_MEMBER = 2;
    private static final int SLICES_PER_PROCESSOR = 8;

    private CassandraSource() {}

    /**
     * The generations whose rows count, both ends included. They are equal for a generation built from all of history.
     */
    record Generations(long base, long newest) implements Serializable {
        Generations {
            if (base > newest) {
                throw new IllegalArgumentException("The base generation " + base + " is newer than " + newest);
            }
        }
    }

    /** What one processor reads at a time: one view's rows in one slice of the ring. */
    record Unit(int view, RingSlice slice) implements Serializable {}

    /**
     * Returns a vertex that reads the views as {@code generation} left them.
     *
     * @param base the last generation that was built from all of history; rows before it do not count
     * @param generation the last generation that counts; {@code base} itself when nothing was added since
     */
    public static ProcessorMetaSupplier rows(
            CassandraSettings settings, StoredDataset dataset, long base, long generation) {
        return new OnJob(settings, dataset, new Generations(base, generation));
    }

    private static final class OnJob implements ProcessorMetaSupplier {
        private final CassandraSettings settings;
        private final StoredDataset dataset;
        private final Generations generations;
        private transient @Nullable List<Unit> units;

        OnJob(CassandraSettings settings, StoredDataset dataset, Generations generations) {
            this.settings = settings;
            this.dataset = dataset;
            this.generations = generations;
        }

        @Override
        public void init(ProcessorMetaSupplier.Context context) {
            try (CassandraSession session = CassandraSession.connect(settings)) {
                requireTables(session);
                // Of what was stored before rejected records were, there is no table of them.
                new CassandraSchema(session).createTables(dataset);
                List<Unit> all = new ArrayList<>();
                List<RingSlice> slices = RingSlice.cut(session, SLICES_PER_PROCESSOR * context.totalParallelism());
                for (int view = 0; view <= dataset.rejected(); view++) {
                    for (RingSlice slice : slices) {
                        all.add(new Unit(view, slice));
                    }
                }
                units = all;
            }
        }

        private void requireTables(CassandraSession session) {
            CassandraSchema schema = new CassandraSchema(session);
            for (ViewDefinition view : dataset.views()) {
                String table = BatchViewTable.of(view).name();
                if (schema.comment(table).isEmpty()) {
                    throw new GridException(
                            GridError.VIEW_INCOMPLETE,
                            "Cassandra has no table '" + table + "' for the batch part of view '" + view.name()
                                    + "'; build a new generation from the master dataset");
                }
            }
        }

        @Override
        public int preferredLocalParallelism() {
            return PROCESSORS_PER_MEMBER;
        }

        @Override
        public Function<? super Address, ? extends ProcessorSupplier> get(List<Address> members) {
            List<List<Unit>> shares = deal(Objects.requireNonNull(units), members.size());
            return member -> new OnMember(settings, dataset, generations, shares.get(members.indexOf(member)));
        }
    }

    /** Prepares the statements and holds the session that the processors of one member share. */
    private static final class OnMember implements ProcessorSupplier {
        private final CassandraSettings settings;
        private final StoredDataset dataset;
        private final Generations generations;
        private final List<Unit> units;
        private transient @Nullable CassandraSession session;
        private transient @Nullable List<RowReader> readers;

        OnMember(CassandraSettings settings, StoredDataset dataset, Generations generations, List<Unit> units) {
            this.settings = settings;
            this.dataset = dataset;
            this.generations = generations;
            this.units = units;
        }

        @Override
        public void init(ProcessorSupplier.Context context) {
            CassandraSession opened = CassandraSession.connect(settings);
            session = opened;
            List<RowReader> prepared = new ArrayList<>();
            dataset.views()
                    .forEach(view -> prepared.add(RowReader.prepare(opened, view, generations, System::nanoTime)));
            prepared.add(RowReader.prepareRejected(opened, dataset.name(), generations, System::nanoTime));
            readers = prepared;
        }

        @Override
        public Collection<? extends Processor> get(int count) {
            List<RowReader> prepared = Objects.requireNonNull(readers);
            List<Processor> processors = new ArrayList<>();
            deal(units, count).forEach(share -> processors.add(new ReadRows(prepared, share)));
            return processors;
        }

        @Override
        public void close(@Nullable Throwable error) {
            if (session != null) {
                session.close();
            }
        }
    }

    /** Deals units out in turn, so that each share has its part of every view. */
    private static List<List<Unit>> deal(List<Unit> units, int shares) {
        List<List<Unit>> dealt = new ArrayList<>();
        for (int i = 0; i < shares; i++) {
            dealt.add(new ArrayList<>());
        }
        for (int i = 0; i < units.size(); i++) {
            dealt.get(i % shares).add(units.get(i));
        }
        return dealt;
    }
}
