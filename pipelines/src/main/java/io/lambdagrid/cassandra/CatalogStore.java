package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
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

    private final CatalogTable table;
    private final CassandraSettings settings;
    private final Supplier<UUID> changeIds;

    /**
     * @param session on which {@link CassandraSchema#createCatalog()} was called
     * @param changeIds gives each change an id of its own, such as {@link UUID#randomUUID()}
     */
    public CatalogStore(CassandraSession session, Supplier<UUID> changeIds) {
        this(
                new CqlCatalogTable(session, session.settings().keyspace() + "." + CassandraSchema.CATALOG_TABLE),
                session.settings(),
                changeIds);
    }

    CatalogStore(CatalogTable table, CassandraSettings settings, Supplier<UUID> changeIds) {
        this.table = table;
        this.settings = settings;
        this.changeIds = changeIds;
    }

    /** Returns all the catalog says about a dataset, as it was at one moment. */
    public CatalogSnapshot read(String dataset) {
        CatalogTable.Partition partition = partition(dataset);
        List<Generation> generations = new ArrayList<>();
        Map<Long, Long> batchRows = new HashMap<>();
        for (GenerationRow row : partition.rows()) {
            generations.add(row.generation());
            if (!row.rowCounts().isEmpty()) {
                batchRows.put(
                        row.generation().id(),
                        row.rowCounts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
            }
        }
        return new CatalogSnapshot(generations, partition.servingId(), batchRows, partition.defined());
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
        return decide(List.of(new CatalogWrite.Create(generation, changeId)), generation, changeId);
    }

    /**
     * Changes which views are wanted; a conflict when somebody else changed them since {@code from} was read.
     *
     * @param to what is wanted; its own change id is of no account
     */
    public Outcome define(String dataset, DefinedViews from, DefinedViews to) {
        UUID changeId = changeIds.get();
        return decide(
                List.of(new CatalogWrite.Define(dataset, from.change(), to, changeId)),
                "define views of '" + dataset + "'",
                () -> changeId.equals(read(dataset).defined().change()));
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
        return decide(List.of(new CatalogWrite.Change(from.state(), to, changeId, null)), to, changeId);
    }

    /** Like {@link #change(Generation, Generation)}, and records how many rows each batch view has, by its name. */
    public Outcome change(Generation from, Generation to, Map<String, Long> rowCounts) {
        requireSuccessor(from, to);
        UUID changeId = changeIds.get();
        return decide(List.of(new CatalogWrite.Change(from.state(), to, changeId, rowCounts)), to, changeId);
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
        List<CatalogWrite> writes = new ArrayList<>(
                List.of(serve(next, replaced), new CatalogWrite.Change(GenerationState.WARMING, next, changeId, null)));
        if (replaced != null) {
            requireSameDataset(next, replaced);
            requireState(replaced, next.base() == replaced.base() ? GenerationState.RETIRED : GenerationState.RETIRING);
            writes.add(new CatalogWrite.Change(GenerationState.SERVING, replaced, changeId, null));
        }
        return decide(writes, next, changeId);
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
        return decide(
                List.of(
                        serve(former, replaced),
                        new CatalogWrite.Define(
                                former.dataset(), defined.change(), defined.of(former.views()), changeId),
                        new CatalogWrite.Change(GenerationState.RETIRING, former, changeId, null),
                        new CatalogWrite.Change(GenerationState.SERVING, replaced, changeId, null)),
                former,
                changeId);
    }

    private static CatalogWrite serve(Generation next, @Nullable Generation replaced) {
        return new CatalogWrite.Serve(next.dataset(), replaced == null ? null : replaced.id(), next.id());
    }

    /** Removes the rows of generations that are RETIRED or FAILED, except for the newest {@code keep} of them. */
    public void forget(String dataset, int keep) {
        List<Generation> over = generations(dataset).stream()
                .filter(generation ->
                        generation.state() == GenerationState.RETIRED || generation.state() == GenerationState.FAILED)
                .skip(keep)
                .toList();
        for (Generation generation : over) {
            try {
                table.apply(List.of(new CatalogWrite.Forget(dataset, generation.id())));
            } catch (DriverException e) {
                throw failure(e, "forget generation " + generation.id() + " of '" + dataset + "'");
            }
        }
    }

    private Outcome decide(List<CatalogWrite> writes, Generation generation, UUID changeId) {
        return decide(
                writes,
                "change generation " + generation.id() + " of '" + generation.dataset() + "'",
                () -> isRowOf(generation, changeId));
    }

    /**
     * Carries conditional writes through. An answer that is lost leaves open whether they were applied; asking again
     * decides it, because they can be applied only once and carry their own id.
     */
    private Outcome decide(List<CatalogWrite> writes, String attempted, BooleanSupplier isApplied) {
        boolean mayBeApplied = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                if (table.apply(writes)) {
                    return Outcome.DONE;
                }
                return mayBeApplied && isApplied.getAsBoolean() ? Outcome.DONE : Outcome.CONFLICT;
            } catch (DriverException | GridException e) {
                if (!mayBeApplied && (e instanceof GridException || DriverFailure.isRefusal(e))) {
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
        return partition(dataset).rows().stream()
                .filter(row -> row.generation().id() == id)
                .findFirst()
                .orElse(null);
    }

    private CatalogTable.Partition partition(String dataset) {
        try {
            return table.read(dataset);
        } catch (DriverException e) {
            throw failure(e, "read the catalog");
        }
    }

    private GridException failure(Throwable cause, String attempted) {
        return cause instanceof GridException told ? told : DriverFailure.asGridException(cause, settings, attempted);
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
