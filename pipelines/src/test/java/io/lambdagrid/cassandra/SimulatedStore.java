package io.lambdagrid.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import io.lambdagrid.simulation.Points;
import io.lambdagrid.simulation.Schedule;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cassandra in memory, for one dataset. Conditional writes happen at one moment or not at all, and a request without
 * answer may have been carried through, may be later, or never. What was under way is settled by the next serial read
 * or write. Rows obey timestamps: a deletion wins over a write with the same one.
 */
public final class SimulatedStore {
    private static final CassandraSettings SETTINGS = CassandraSettings.of(List.of("memory:9042"), "memory", "memory");

    private final Schedule schedule;
    private final NavigableMap<Long, GenerationRow> rows = new TreeMap<>(Comparator.reverseOrder());
    private final SortedMap<String, SortedMap<String, Key>> tables = new TreeMap<>();
    private @Nullable Long serving;
    private DefinedViews defined = DefinedViews.NONE;
    private @Nullable List<CatalogWrite> underWay;
    private boolean conditionsAreIgnored;
    private boolean rowsStay;

    /** The rows of one key. */
    private static final class Key {
        private final NavigableMap<Long, byte[]> byGeneration = new TreeMap<>(Comparator.reverseOrder());
        private final List<RowDeletion> deletions = new ArrayList<>();
    }

    public SimulatedStore(Schedule schedule) {
        this.schedule = schedule;
    }

    /** The bug: the catalog is written whatever it says. */
    public void ignoreConditions() {
        conditionsAreIgnored = true;
    }

    /** The bug: nothing is deleted. */
    public void keepRows() {
        rowsStay = true;
    }

    /** Returns what the catalog says at this moment. */
    public CatalogSnapshot snapshot() {
        return new CatalogStore(table(Points.NONE, false, () -> {}), SETTINGS, UUID::randomUUID).read("orders");
    }

    /** Returns the catalog as one owner sees it. */
    public CatalogStore catalog(Points points, Runnable onRead) {
        return new CatalogStore(
                table(points, true, onRead), SETTINGS, () -> new UUID(schedule.nextLong(), schedule.nextLong()));
    }

    private CatalogTable table(Points points, boolean fails, Runnable onRead) {
        return new CatalogTable() {
            @Override
            public Partition read(String dataset) {
                points.at(() -> "read the catalog");
                if (fails && schedule.faultOnceIn(60)) {
                    throw new DriverTimeoutException("no answer");
                }
                settle();
                Partition partition = new Partition(List.copyOf(rows.values()), serving, defined);
                points.at(() -> "the catalog was read");
                onRead.run();
                return partition;
            }

            @Override
            public boolean apply(List<CatalogWrite> writes) {
                points.at(() -> "write " + writes);
                if (fails && schedule.faultOnceIn(60)) {
                    throw new NoNodeAvailableException();
                }
                settle();
                int fate = schedule.isCalm() ? 9 : schedule.below(16);
                if (fate == 0) {
                    underWay = writes;
                    throw new DriverTimeoutException("no answer");
                }
                if (fate == 1) {
                    throw new DriverTimeoutException("no answer");
                }
                boolean applied = applyNow(writes);
                points.at(() -> "written: " + applied);
                if (fate == 2) {
                    throw new DriverTimeoutException("no answer");
                }
                return applied;
            }
        };
    }

    /** A serial operation finishes what was begun; or that is never seen again. */
    private void settle() {
        List<CatalogWrite> begun = underWay;
        underWay = null;
        if (begun != null && !schedule.onceIn(3)) {
            boolean applied = applyNow(begun);
            schedule.note(() -> "late: " + applied + " " + begun);
        }
    }

    private boolean applyNow(List<CatalogWrite> writes) {
        if (!writes.stream().allMatch(this::holds)) {
            return false;
        }
        writes.forEach(this::make);
        List<Long> served = rows.values().stream()
                .map(GenerationRow::generation)
                .filter(generation -> generation.state() == GenerationState.SERVING)
                .map(Generation::id)
                .toList();
        assertThat(served)
                .as("the generation that is served, and no other")
                .isEqualTo(serving == null ? List.of() : List.of(serving));
        return true;
    }

    private boolean holds(CatalogWrite write) {
        if (conditionsAreIgnored) {
            return true;
        }
        if (write instanceof CatalogWrite.Create create) {
            return !rows.containsKey(create.generation().id());
        }
        if (write instanceof CatalogWrite.Change change) {
            return stateOf(change.to().id()) == change.expected();
        }
        if (write instanceof CatalogWrite.Serve serve) {
            return Objects.equals(serving, serve.expected());
        }
        if (write instanceof CatalogWrite.Define define) {
            return Objects.equals(defined.change(), define.from());
        }
        return rows.containsKey(((CatalogWrite.Forget) write).id());
    }

    private @Nullable GenerationState stateOf(long id) {
        GenerationRow row = rows.get(id);
        return row == null ? null : row.generation().state();
    }

    private void make(CatalogWrite write) {
        if (write instanceof CatalogWrite.Create create) {
            Generation created = create.generation();
            assertThat(rows).as("a generation is created once").doesNotContainKey(created.id());
            rows.put(created.id(), new GenerationRow(created, Map.of(), create.changeId()));
        } else if (write instanceof CatalogWrite.Change change) {
            change(change);
        } else if (write instanceof CatalogWrite.Serve serve) {
            serving = serve.next();
        } else if (write instanceof CatalogWrite.Define define) {
            defined = new DefinedViews(define.to().views(), define.to().configured(), define.changeId());
        } else if (write instanceof CatalogWrite.Forget forget) {
            rows.remove(forget.id());
        }
    }

    private void change(CatalogWrite.Change change) {
        GenerationRow row = rows.get(change.to().id());
        if (row == null) {
            return;
        }
        Generation before = row.generation();
        assertThat(before.state().canBecome(change.to().state()))
                .as(
                        "generation %s goes from %s to %s",
                        before.id(), before.state(), change.to().state())
                .isTrue();
        Generation after = new Generation(
                before.dataset(),
                before.id(),
                before.base(),
                change.to().state(),
                before.tableSnapshot(),
                before.coverage(),
                before.horizons(),
                before.views(),
                change.to().reason(),
                before.createdAt(),
                change.to().changedAt());
        Map<String, Long> counts = change.rowCounts() == null ? row.rowCounts() : change.rowCounts();
        rows.put(after.id(), new GenerationRow(after, counts, change.changeId()));
    }

    private Key key(String table, String key) {
        return tables.computeIfAbsent(table, t -> new TreeMap<>()).computeIfAbsent(key, k -> new Key());
    }

    /** Writes a row, as {@link RowWriter} does. */
    public void write(ViewDefinition view, String key, long generation, byte[] partials) {
        Key written = key(BatchViewTable.of(view).name(), key);
        boolean isDeleted = written.deletions.stream()
                .anyMatch(deletion -> deletion.first() <= generation
                        && generation <= deletion.last()
                        && deletion.timestamp() >= generation);
        if (!isDeleted) {
            written.byGeneration.put(generation, partials);
        }
    }

    /** Returns the newest row of each key within generations, as {@link RowReader} does. */
    public SortedMap<String, byte[]> newest(ViewDefinition view, long base, long newest) {
        SortedMap<String, byte[]> found = new TreeMap<>();
        tables.getOrDefault(BatchViewTable.of(view).name(), new TreeMap<>()).forEach((key, rowsOfKey) -> {
            for (Map.Entry<Long, byte[]> row : rowsOfKey.byGeneration.entrySet()) {
                if (row.getKey() >= base && row.getKey() <= newest) {
                    found.put(key, row.getValue());
                    return;
                }
            }
        });
        return found;
    }

    /** Returns the generations that any row is of. */
    public List<Long> generationsOfRows() {
        return tables.values().stream()
                .flatMap(table -> table.values().stream())
                .flatMap(key -> key.byGeneration.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the stored rows as one owner sees them. */
    public StoredRows rows(Points points) {
        return new StoredRows(new RowTables() {
            @Override
            public long delete(String dataset, RowDeletion deletion) {
                tables.values().forEach(table -> deleteFrom(table, deletion));
                points.at(() -> "rows were deleted " + deletion);
                return 0;
            }

            private void deleteFrom(SortedMap<String, Key> table, RowDeletion deletion) {
                points.at(() -> "delete rows " + deletion);
                if (schedule.faultOnceIn(60)) {
                    throw new GridException(GridError.CASSANDRA_UNREACHABLE, "Cassandra is away");
                }
                if (!rowsStay) {
                    table.values().forEach(key -> deleteRows(key, deletion));
                }
            }

            @Override
            public long deleteLeft(ViewDefinition view, Horizons horizons, long generation) {
                return 0;
            }

            @Override
            public long deleteSuperseded(String dataset, long generation) {
                points.at(() -> "delete superseded rows up to " + generation);
                tables.values().forEach(table -> table.values().forEach(key -> deleteOlder(key, generation)));
                points.at(() -> "superseded rows were deleted");
                return 0;
            }
        });
    }

    /** Only keys that have such rows are found, and only found ones are deleted. */
    private static void deleteRows(Key key, RowDeletion deletion) {
        boolean hasAny = key.byGeneration.keySet().stream()
                .anyMatch(generation -> deletion.first() <= generation && generation <= deletion.last());
        if (hasAny) {
            key.deletions.add(deletion);
            key.byGeneration
                    .keySet()
                    .removeIf(generation -> deletion.first() <= generation
                            && generation <= deletion.last()
                            && generation <= deletion.timestamp());
        }
    }

    private static void deleteOlder(Key key, long generation) {
        List<Long> upTo =
                key.byGeneration.keySet().stream().filter(g -> g <= generation).toList();
        if (upTo.size() > 1) {
            deleteRows(key, RowDeletion.before(upTo.get(0)));
        }
    }
}
