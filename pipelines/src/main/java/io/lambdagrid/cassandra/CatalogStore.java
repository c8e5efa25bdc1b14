package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The truth about generations: which exist, in which state, and which one is served. Every change is a compare-and-set
 * by one of Cassandra's lightweight transactions, so of two halves of a split cluster at most one succeeds. Every read
 * is serial: it sees all changes that are done, and settles those that were under way.
 *
 * <p>Thread-safe and blocking. Reads throw LG-303 when Cassandra does not answer. Changes throw LG-303 only when
 * nothing was changed; else they say {@link Outcome#UNKNOWN}. The change's own id is written with it, so a change whose
 * answer was lost is repeated and then recognised, and is mostly decided after all. Times are kept to the millisecond.
 */
public final class CatalogStore {
    private static final int ATTEMPTS = 3;

    private final CassandraSession session;
    private final Supplier<UUID> changeIds;
    private final String table;

    /**
     * @param session on which {@link CassandraSchema#createCatalog()} was called
     * @param changeIds gives each change an id of its own, such as {@link UUID#randomUUID()}
     */
    public CatalogStore(CassandraSession session, Supplier<UUID> changeIds) {
        this.session = session;
        this.changeIds = changeIds;
        this.table = session.settings().keyspace() + "." + CassandraSchema.CATALOG_TABLE;
    }

    /** Returns all the catalog says about a dataset, as it was at one moment. */
    public CatalogSnapshot read(String dataset) {
        List<Generation> generations = new ArrayList<>();
        Map<Long, Long> batchRows = new HashMap<>();
        Long servingId = null;
        DefinedViews defined = DefinedViews.NONE;
        for (Row row : partition(dataset)) {
            defined = GenerationRow.defined(row);
            servingId = row.isNull("serving") ? null : (Long) row.getLong("serving");
            // A partition of which only the static column is left still reads as one row.
            if (!row.isNull("id")) {
                GenerationRow read = GenerationRow.of(row);
                generations.add(read.generation());
                if (!read.rowCounts().isEmpty()) {
                    batchRows.put(
                            read.generation().id(),
                            read.rowCounts().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
                }
            }
        }
        return new CatalogSnapshot(generations, servingId, batchRows, defined);
    }

    /** Returns the generations of a dataset, newest first. */
    public List<Generation> generations(String dataset) {
        return read(dataset).generations();
    }

    /** Returns the id of the generation being served, or empty before the first. */
    public OptionalLong serving(String dataset) {
        Long id = read(dataset).servingId();
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    /** Returns how many rows each batch view of a generation has, by name; empty when that was not recorded. */
    public Map<String, Long> rowCounts(String dataset, long id) {
        GenerationRow row = row(dataset, id);
        return row == null ? Map.of() : row.rowCounts();
    }

    /** Adds a generation; a conflict when one with this id exists. */
    public Outcome create(Generation generation) {
        UUID changeId = changeIds.get();
        BoundStatement insert = prepare(
                "INSERT INTO " + table
                        + " (dataset, id, base, state, table_snapshot, coverage, horizons, views, reason,"
                        + " created_at, changed_at, change_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS",
                generation.dataset(),
                generation.id(),
                generation.base(),
                generation.state().name(),
                generation.tableSnapshot(),
                generation.coverage().toString(),
                generation.horizons().toString(),
                GenerationRow.tuples(generation.views()),
                generation.reason(),
                generation.createdAt(),
                generation.changedAt(),
                changeId);
        return decide(insert, generation, changeId);
    }

    /**
     * Changes which views are wanted; a conflict when somebody else changed them since {@code from} was read.
     *
     * @param to what is wanted; its own change id is of no account
     */
    public Outcome define(String dataset, DefinedViews from, DefinedViews to) {
        UUID changeId = changeIds.get();
        return decide(
                define(dataset, from, to, changeId),
                "define views of '" + dataset + "'",
                () -> changeId.equals(read(dataset).defined().change()));
    }

    private BoundStatement define(String dataset, DefinedViews from, DefinedViews to, UUID changeId) {
        return prepare(
                "UPDATE " + table + " SET wanted_views = ?, configured_views = ?, wanted_change = ? WHERE dataset = ?"
                        + " IF wanted_change = ?",
                GenerationRow.tuples(to.views()),
                GenerationRow.tuples(to.configured()),
                changeId,
                dataset,
                from.change());
    }

    /**
     * Moves a generation on to its next state, with its reason and time; a conflict unless it is in the state of
     * {@code from}. Not for what concerns serving: that is {@link #publish}.
     *
     * @throws IllegalArgumentException when {@code to} does not follow {@code from}
     */
    public Outcome change(Generation from, Generation to) {
        requireSuccessor(from, to);
        UUID changeId = changeIds.get();
        return decide(update(from.state(), to, changeId), to, changeId);
    }

    /** Like {@link #change(Generation, Generation)}, and records how many rows each batch view has, by its name. */
    public Outcome change(Generation from, Generation to, Map<String, Long> rowCounts) {
        requireSuccessor(from, to);
        UUID changeId = changeIds.get();
        BoundStatement update = prepare(
                "UPDATE " + table + " SET state = ?, reason = ?, changed_at = ?, change_id = ?, row_counts = ?"
                        + " WHERE dataset = ? AND id = ? IF state = ?",
                to.state().name(),
                to.reason(),
                to.changedAt(),
                changeId,
                rowCounts,
                to.dataset(),
                to.id(),
                from.state().name());
        return decide(update, to, changeId);
    }

    /**
     * Switches a dataset over, all at once or not at all: {@code next} goes from WARMING to SERVING, {@code replaced}
     * from SERVING to RETIRING or RETIRED, and the dataset's serving id becomes that of {@code next}. A conflict unless
     * exactly {@code replaced} is being served.
     *
     * @param next the generation as it will be: SERVING
     * @param replaced the generation that is served now as it will be: RETIRED when {@code next} lives on in its maps,
     *     else RETIRING; {@code null} when none is served yet
     */
    public Outcome publish(Generation next, @Nullable Generation replaced) {
        requireState(next, GenerationState.SERVING);
        UUID changeId = changeIds.get();
        BatchStatement batch = BatchStatement.newInstance(BatchType.UNLOGGED)
                .add(serve(next, replaced))
                .add(update(GenerationState.WARMING, next, changeId));
        if (replaced != null) {
            requireSameDataset(next, replaced);
            requireState(replaced, next.base() == replaced.base() ? GenerationState.RETIRED : GenerationState.RETIRING);
            batch = batch.add(update(GenerationState.SERVING, replaced, changeId));
        }
        return decide(batch, next, changeId);
    }

    /**
     * Switches a dataset back to a former generation that was kept, all at once or not at all: {@code former} goes from
     * RETIRING to SERVING, {@code replaced} from SERVING to RETIRING, and the views of {@code former} are wanted. A
     * conflict unless exactly {@code replaced} is being served and {@code defined} is what is wanted.
     *
     * @param former the generation as it will be: SERVING
     * @param replaced the generation that is served now as it will be: RETIRING
     */
    public Outcome goBack(Generation former, Generation replaced, DefinedViews defined) {
        requireSameDataset(former, replaced);
        requireState(former, GenerationState.SERVING);
        requireState(replaced, GenerationState.RETIRING);
        UUID changeId = changeIds.get();
        BatchStatement batch = BatchStatement.newInstance(BatchType.UNLOGGED)
                .add(serve(former, replaced))
                .add(define(former.dataset(), defined, defined.of(former.views()), changeId))
                .add(update(GenerationState.RETIRING, former, changeId))
                .add(update(GenerationState.SERVING, replaced, changeId));
        return decide(batch, former, changeId);
    }

    private BoundStatement serve(Generation next, @Nullable Generation replaced) {
        return prepare(
                "UPDATE " + table + " SET serving = ? WHERE dataset = ? IF serving = ?",
                next.id(),
                next.dataset(),
                replaced == null ? null : replaced.id());
    }

    /** Removes the rows of generations that are RETIRED or FAILED, except for the newest {@code keep} of them. */
    public void forget(String dataset, int keep) {
        List<Generation> over = generations(dataset).stream()
                .filter(generation ->
                        generation.state() == GenerationState.RETIRED || generation.state() == GenerationState.FAILED)
                .skip(keep)
                .toList();
        for (Generation generation : over) {
            BoundStatement delete = prepare(
                    "DELETE FROM " + table + " WHERE dataset = ? AND id = ? IF EXISTS", dataset, generation.id());
            try {
                session.cql().execute(serial(delete));
            } catch (DriverException e) {
                throw failure(e, "forget generation " + generation.id() + " of '" + dataset + "'");
            }
        }
    }

    private BoundStatement update(GenerationState expected, Generation to, UUID changeId) {
        return prepare(
                "UPDATE " + table + " SET state = ?, reason = ?, changed_at = ?, change_id = ?"
                        + " WHERE dataset = ? AND id = ? IF state = ?",
                to.state().name(),
                to.reason(),
                to.changedAt(),
                changeId,
                to.dataset(),
                to.id(),
                expected.name());
    }

    private Outcome decide(Statement<?> write, Generation generation, UUID changeId) {
        return decide(
                write,
                "change generation " + generation.id() + " of '" + generation.dataset() + "'",
                () -> isRowOf(generation, changeId));
    }

    /**
     * Carries a conditional write through. An answer that is lost leaves open whether it was applied; asking again
     * decides it, because it can be applied only once and carries its own id.
     */
    private Outcome decide(Statement<?> write, String attempted, BooleanSupplier isApplied) {
        boolean mayBeApplied = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (session.cql().execute(serial(write)).wasApplied()) {
                    return Outcome.DONE;
                }
                return mayBeApplied && isApplied.getAsBoolean() ? Outcome.DONE : Outcome.CONFLICT;
            } catch (DriverException | GridException e) {
                if (!mayBeApplied && DriverFailure.isRefusal(e)) {
                    throw failure(e, attempted);
                }
                mayBeApplied = true;
            }
        }
        return Outcome.UNKNOWN;
    }

    private boolean isRowOf(Generation generation, UUID changeId) {
        GenerationRow row = row(generation.dataset(), generation.id());
        return row != null && changeId.equals(row.changeId());
    }

    private @Nullable GenerationRow row(String dataset, long id) {
        for (Row row : read("SELECT * FROM " + table + " WHERE dataset = ? AND id = ?", dataset, id)) {
            return GenerationRow.of(row);
        }
        return null;
    }

    private List<Row> partition(String dataset) {
        return read("SELECT * FROM " + table + " WHERE dataset = ?", dataset);
    }

    private List<Row> read(String select, Object... values) {
        try {
            return session.cql()
                    .execute(prepare(select, values)
                            .setConsistencyLevel(
                                    session.settings().consistency().serialLevel())
                            .setIdempotent(true))
                    .all();
        } catch (DriverException e) {
            throw failure(e, "read the catalog");
        }
    }

    /** The driver keeps what it prepared, so this asks the server only the first time. */
    private BoundStatement prepare(String statement, @Nullable Object... values) {
        CqlSession cql = session.cql();
        try {
            return cql.prepare(statement).bind(values);
        } catch (DriverException e) {
            throw failure(e, "prepare a request to the catalog");
        }
    }

    private Statement<?> serial(Statement<?> statement) {
        CassandraSettings.Consistency consistency = session.settings().consistency();
        return statement
                .setConsistencyLevel(consistency.writeLevel())
                .setSerialConsistencyLevel(consistency.serialLevel())
                .setIdempotent(false);
    }

    private GridException failure(Throwable cause, String attempted) {
        return DriverFailure.asGridException(cause, session.settings(), attempted);
    }

    private static void requireSuccessor(Generation from, Generation to) {
        requireSameDataset(from, to);
        boolean concernsServing = from.state() == GenerationState.SERVING || to.state() == GenerationState.SERVING;
        if (from.id() != to.id() || !from.state().canBecome(to.state()) || concernsServing) {
            throw new IllegalArgumentException("Generation " + from.id() + " in state " + from.state()
                    + " cannot be changed to generation " + to.id() + " in state " + to.state());
        }
    }

    private static void requireSameDataset(Generation one, Generation other) {
        if (!Objects.equals(one.dataset(), other.dataset())) {
            throw new IllegalArgumentException(
                    "Generations of two datasets: '" + one.dataset() + "' and '" + other.dataset() + "'");
        }
    }

    private static void requireState(Generation generation, GenerationState state) {
        if (generation.state() != state) {
            throw new IllegalArgumentException(
                    "Generation " + generation.id() + " is " + generation.state() + ", but must be given as " + state);
        }
    }
}
