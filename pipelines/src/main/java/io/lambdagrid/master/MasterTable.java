package io.lambdagrid.master;

import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * The master dataset of one {@link Dataset}: an append-only Iceberg table, each of whose snapshots says which offsets
 * it holds.
 *
 * <p>Opening it does no I/O; every method that reads looks at the newest state. All methods throw LG-302 within seconds
 * when the file system does not answer; calling again later is all there is to do then. Confined to one thread; several
 * instances, also in several processes, may work on one table.
 */
public final class MasterTable implements ArchiveTable, TableVersions {
    /** Where a snapshot's summary keeps its coverage; read by tools, so it never changes. */
    public static final String COVERAGE_PROPERTY = "lambdagrid.coverage";

    /** Where a snapshot's summary keeps the name of the change that made it, by which its author finds it again. */
    private static final String CHANGE_PROPERTY = "lambdagrid.change";

    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("format-version", "2"),
            Map.entry("write.format.default", "parquet"),
            Map.entry("write.parquet.compression-codec", "zstd"),
            // A row group is what one reader takes and what a writer holds in memory.
            Map.entry("write.parquet.row-group-size-bytes", String.valueOf(32 << 20)),
            Map.entry("write.metadata.metrics.column." + MasterSchema.RAW, "none"),
            Map.entry("write.metadata.metrics.column." + MasterSchema.REJECTED_RAW, "none"),
            // Tells without opening a file whether its rows are as the dataset is declared now.
            Map.entry("write.metadata.metrics.column." + MasterSchema.DEFINITION, "full"),
            Map.entry("write.metadata.delete-after-commit.enabled", "true"),
            Map.entry("write.metadata.previous-versions-max", "100"),
            // commit() tries again itself, with the coverage read again.
            Map.entry("commit.retry.num-retries", "0"));

    private final Dataset dataset;
    private final Path path;
    private final TableOperations operations;

    public MasterTable(MasterLocation location, Dataset dataset) {
        this(dataset, location.table(dataset), operations(location, dataset));
    }

    /** For tests that break the commit on purpose. */
    MasterTable(Dataset dataset, Path path, TableOperations operations) {
        this.dataset = dataset;
        this.path = path;
        this.operations = operations;
    }

    static TableOperations operations(MasterLocation location, Dataset dataset) {
        return new MasterTableOperations(location.table(dataset), location.configuration());
    }

    /** Returns whether the table is there and has a coverage. */
    public boolean exists() {
        return answering(() -> {
            TableMetadata metadata = operations.refresh();
            return metadata != null && metadata.currentSnapshot() != null;
        });
    }

    /**
     * Creates the table with a first, empty snapshot that covers everything below {@code start}; when there is one, it
     * is only evolved, see {@link #evolve}. Safe to call again, by several nodes at once, and after a crash in the
     * middle.
     *
     * @param start for each partition the first offset that Kafka still has
     * @throws GridException as {@link #evolve} does
     */
    public void createIfAbsent(Coverage start) {
        answering(() -> {
            if (operations.refresh() == null) {
                createEmpty();
            }
            evolve();
            if (table().currentSnapshot() == null) {
                commitFirstSnapshot(start);
            }
            return start;
        });
    }

    private void createEmpty() {
        TableDefinition definition = TableDefinition.first(dataset);
        Map<String, String> properties = new HashMap<>(PROPERTIES);
        properties.putAll(TableDefinitions.first(definition).toProperties());
        TableMetadata empty = TableMetadata.newTableMetadata(
                MasterSchema.of(definition), PartitionSpec.unpartitioned(), path.toString(), properties);
        try {
            operations.commit(null, empty);
        } catch (CommitFailedException e) {
            // Another node created it first, which is just as well.
        }
        operations.refresh();
    }

    private void commitFirstSnapshot(Coverage start) {
        try {
            AppendFiles nothing = table().newFastAppend();
            TableState.empty(start).properties().forEach(nothing::set);
            nothing.validateWith(snapshots -> !snapshots.iterator().hasNext()).commit();
        } catch (ValidationException e) {
            // Another node was first.
        }
    }

    /**
     * Makes the table one of the dataset as it is declared now, in one commit. From then on nothing is added to it
     * under an earlier definition. Rows that are there already are read as {@link FormerRows} says. Safe to call again,
     * and by several nodes at once.
     *
     * @throws GridException LG-103 when there is no table; LG-111 when the table's rows cannot be read as declared now:
     *     nothing has changed; LG-402 when nobody can say whether it has changed: call again
     */
    public void evolve() {
        answering(() -> {
            for (int attempt = 1; attempt <= Commits.MAX_ATTEMPTS; attempt++) {
                TableMetadata metadata = metadata();
                TableDefinitions definitions = definitionsOf(metadata);
                if (definitions.inForce().isOf(dataset)) {
                    return definitions;
                }
                tryEvolve(metadata, definitions);
            }
            throw unknown(null);
        });
    }

    private void tryEvolve(TableMetadata metadata, TableDefinitions definitions) {
        TableDefinition next = Evolution.next(definitions.inForce(), dataset, metadata.lastColumnId());
        Schema schema = MasterSchema.of(next, metadata.schema(), metadata.lastColumnId());
        TableMetadata evolved = TableMetadata.buildFrom(metadata)
                .setCurrentSchema(schema, Math.max(metadata.lastColumnId(), schema.highestFieldId()))
                .setProperties(definitions.then(next).toProperties())
                .build();
        try {
            operations.commit(metadata, evolved);
        } catch (CommitFailedException e) {
            // Another commit came first; the next attempt looks at what it did.
        } catch (CommitStateUnknownException e) {
            throw unknown(e);
        }
    }

    /**
     * Returns the newest snapshot.
     *
     * @throws GridException LG-103 when there is no table, LG-111 when it is for another definition of the dataset
     */
    public TableSnapshot current() {
        return answering(() -> describe(table(), table().currentSnapshot()));
    }

    /**
     * Returns the number of the definition of the dataset that is in force. It only grows; what was computed under
     * another number was computed from other rows.
     */
    public int definition() {
        return answering(() -> {
            TableMetadata metadata = metadata();
            requireSame(metadata);
            return definitionsOf(metadata).current();
        });
    }

    @Override
    public Coverage coverage() {
        return current().coverage();
    }

    /**
     * Returns one snapshot.
     *
     * @throws GridException LG-103 when the table does not have it
     */
    public TableSnapshot snapshot(long id) {
        return answering(() -> describe(table(), table().snapshot(id)));
    }

    private TableSnapshot describe(Table table, @Nullable Snapshot snapshot) {
        if (snapshot == null) {
            throw missing(table.name());
        }
        TableState state = TableState.of(snapshot);
        return new TableSnapshot(snapshot.snapshotId(), state.coverage(), state.gaps(), expiredBefore(state));
    }

    private static @Nullable Long expiredBefore(TableState state) {
        Expired expired = state.expired();
        return expired == null ? null : (Long) expired.before();
    }

    /** Returns what the newest snapshot says of itself. */
    TableState state() {
        return answering(() -> TableState.of(currentOf(table())));
    }

    @Override
    public MasterFileWriter newFile() {
        return answering(() -> MasterFileWriter.create(dataset, table()));
    }

    @Override
    public TableSnapshot append(List<WrittenFile> files, CoverageAdvance advance) {
        return commit(new MasterAppend(files, advance));
    }

    /**
     * Makes a change, unless it was made already.
     *
     * @return the snapshot that it made
     * @throws GridException LG-402 when nobody can say whether it was made; any other when it was not
     */
    TableSnapshot commit(TableChange change) {
        return new Commits(path, this).make(change);
    }

    @Override
    public Version newest() {
        Table table = table();
        return new Newest(table, TableState.of(currentOf(table)));
    }

    private GridException unknown(@Nullable Throwable cause) {
        return MasterFaults.unknown(path, cause);
    }

    /** Returns the table in its newest state, or throws as all public methods do. */
    Table opened() {
        return answering(this::table);
    }

    /**
     * Returns the table in its newest state, or throws what Iceberg throws; it says so whenever that is no longer for
     * this dataset.
     */
    Table table() {
        requireSame(metadata());
        return new BaseTable(new WatchedOperations(operations, this::requireSame), dataset.name());
    }

    private TableMetadata metadata() {
        TableMetadata metadata = operations.refresh();
        if (metadata == null) {
            throw missing(dataset.name());
        }
        return metadata;
    }

    private TableDefinitions definitionsOf(TableMetadata metadata) {
        try {
            return TableDefinitions.of(metadata.properties());
        } catch (IllegalArgumentException e) {
            throw MasterFaults.damaged(path.toString(), "its properties do not say how its dataset was declared", e);
        }
    }

    private void requireSame(TableMetadata metadata) {
        definitionsOf(metadata).inForce().difference(dataset).ifPresent(difference -> {
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE,
                    "Dataset '" + dataset.name() + "' is not declared as its master dataset has it: " + difference
                            + ". Give all nodes the same declaration; the one in control applies it.");
        });
    }

    private GridException missing(String what) {
        return new GridException(
                GridError.NOT_FOUND,
                "The master dataset of '" + what + "' has no such table or snapshot at '" + path
                        + "'. Expected one made by the archive; start the archive of '" + dataset.name() + "'.");
    }

    private Snapshot currentOf(Table table) {
        Snapshot snapshot = table.currentSnapshot();
        if (snapshot == null) {
            throw missing(table.name());
        }
        return snapshot;
    }

    private <T> T answering(Supplier<T> action) {
        return MasterFaults.naming(path, action);
    }

    /** The table as it was read, and Iceberg's way to change it. */
    private final class Newest implements Version {
        private final Table table;
        private final TableState state;

        Newest(Table table, TableState state) {
            this.table = table;
            this.state = state;
        }

        @Override
        public TableState state() {
            return state;
        }

        @Override
        public Optional<TableSnapshot> madeBy(String change) {
            return StreamSupport.stream(table.snapshots().spliterator(), false)
                    .filter(snapshot -> change.equals(snapshot.summary().get(CHANGE_PROPERTY)))
                    .findAny()
                    .map(snapshot -> describe(table, snapshot));
        }

        @Override
        public void follow(TableChange change, TableState next) {
            SnapshotUpdate<?> update = change.update(table);
            next.properties().forEach(update::set);
            update.set(CHANGE_PROPERTY, change.name());
            update.validateWith(new Follows(change, next));
            update.commit();
        }
    }

    /** Asked by Iceberg on each attempt, with the snapshot that the attempt would follow. */
    private record Follows(TableChange change, TableState next) implements SnapshotAncestryValidator {
        @Override
        public boolean validate(Iterable<Snapshot> newestFirst) {
            Iterator<Snapshot> snapshots = newestFirst.iterator();
            return snapshots.hasNext() && change.leads(TableState.of(snapshots.next()), next);
        }

        @Override
        public String errorMessage() {
            return "the table has moved";
        }
    }
}
