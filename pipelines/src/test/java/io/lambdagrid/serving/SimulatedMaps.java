package io.lambdagrid.serving;

import io.lambdagrid.simulation.Points;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All maps of a grid in memory: those that are shared, and those of generations. Knows one dataset. */
public final class SimulatedMaps {
    public static final int PARTITIONS = 2;

    private final Map<String, SortedMap<String, Object>> shared = new TreeMap<>();
    private final SortedMap<Long, Held> held = new TreeMap<>();
    private boolean fencesAreIgnored;

    /** What is held of the generations that live in the maps of one. */
    private static final class Held {
        private final SortedMap<Integer, String> fences = new TreeMap<>();
        private final SortedMap<String, SortedMap<String, RowParts>> rows = new TreeMap<>();
        private final SortedMap<Integer, Delta> increments = new TreeMap<>();

        boolean isEmpty() {
            return fences.isEmpty()
                    && increments.isEmpty()
                    && rows.values().stream().allMatch(Map::isEmpty);
        }
    }

    /** What becomes of a write on its way. */
    @FunctionalInterface
    public interface Sending {
        /** Arrives at once. */
        Sending AT_ONCE = write -> CompletableFuture.completedFuture(write.get());

        CompletableFuture<WriteOutcome> send(Supplier<WriteOutcome> write);
    }

    /** The bug: a write is made wherever the fence is. */
    public void ignoreFences() {
        fencesAreIgnored = true;
    }

    /** Returns what one half of a split grid begins with. */
    public SimulatedMaps copy() {
        SimulatedMaps copy = new SimulatedMaps();
        shared.forEach((name, map) -> copy.shared.put(name, new TreeMap<>(map)));
        held.forEach((base, one) -> {
            Held half = copy.held(base);
            half.fences.putAll(one.fences);
            half.increments.putAll(one.increments);
            one.rows.forEach((view, rows) -> half.rows.put(view, new TreeMap<>(rows)));
        });
        return copy;
    }

    public static int partitionOf(String key) {
        return Math.floorMod(key.hashCode(), PARTITIONS);
    }

    private Held held(long base) {
        return held.computeIfAbsent(base, b -> new Held());
    }

    /** Returns the bases of generations of which anything is held. */
    public Set<Long> bases() {
        held.values().removeIf(Held::isEmpty);
        return new TreeSet<>(held.keySet());
    }

    /** Returns a copy of the fences of a generation. */
    public SortedMap<Integer, String> fencesOf(long base) {
        return held.containsKey(base) ? new TreeMap<>(held.get(base).fences) : new TreeMap<>();
    }

    /** Returns a copy of the rows of a view. */
    public Map<String, RowParts> rowsOf(String view, long base) {
        return held.containsKey(base)
                ? new TreeMap<>(held.get(base).rows.getOrDefault(view, new TreeMap<>()))
                : Map.of();
    }

    /** Returns the keys of a shared map. */
    public Set<String> keysOf(String map) {
        return shared.containsKey(map) ? new TreeSet<>(shared.get(map).keySet()) : Set.of();
    }

    /** One partition of the grid is gone, with its backups. */
    public void lose(int partition) {
        for (Held one : held.values()) {
            one.fences.remove(partition);
            one.increments.remove(partition);
            one.rows.values().forEach(rows -> rows.keySet().removeIf(key -> partitionOf(key) == partition));
        }
        shared.values().forEach(map -> map.keySet().removeIf(key -> partitionOf(key) == partition));
    }

    /** All members are gone. */
    public void loseAll() {
        held.clear();
        shared.clear();
    }

    public SharedMaps shared(Points points) {
        return new SharedMaps() {
            @Override
            public <V> SharedMap<V> map(String name) {
                return new Shared<>(name, points);
            }
        };
    }

    private final class Shared<V> implements SharedMap<V> {
        private final String name;
        private final Points points;

        Shared(String name, Points points) {
            this.name = name;
            this.points = points;
        }

        private SortedMap<String, Object> map() {
            return shared.computeIfAbsent(name, n -> new TreeMap<>());
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable V get(String key) {
            points.at(() -> "get");
            return (V) map().get(key);
        }

        @Override
        public void set(String key, V value) {
            points.at(() -> "set " + name + " " + key);
            map().put(key, value);
            points.at(() -> "was set");
        }

        @Override
        public void set(String key, V value, Duration kept) {
            set(key, value);
        }

        @Override
        public boolean replace(String key, V from, V to) {
            points.at(() -> "replace " + name + " " + key + " by " + to);
            boolean replaced = map().replace(key, from, to);
            points.at(() -> "was replaced: " + replaced);
            return replaced;
        }

        @Override
        public void delete(String key) {
            points.at(() -> "delete " + name + " " + key);
            map().remove(key);
            points.at(() -> "was deleted");
        }

        @Override
        @SuppressWarnings("unchecked")
        public Collection<V> values() {
            points.at(() -> "values");
            return (Collection<V>) new ArrayList<>(map().values());
        }
    }

    public Fences fences(long base, Points points) {
        return new Fences() {
            @Override
            public int partitions() {
                return PARTITIONS;
            }

            @Override
            public void setAll(String fence) {
                for (int i = 0; i < PARTITIONS; i++) {
                    int partition = i;
                    points.at(() -> "set fence " + base + "/" + partition + " to " + fence);
                    held(base).fences.put(partition, fence);
                }
                points.at(() -> "fences were set");
            }

            @Override
            public Map<Integer, String> all() {
                points.at(() -> "fences of " + base);
                return fencesOf(base);
            }

            @Override
            public void destroy() {
                points.at(() -> "destroy fences of " + base);
                held(base).fences.clear();
                points.at(() -> "fences were destroyed");
            }
        };
    }

    public void destroyRows(String view, long base) {
        held(base).rows.remove(view);
    }

    public void destroyIncrements(long base) {
        held(base).increments.clear();
    }

    public void putIncrement(long base, Delta increment) {
        held(base).increments.put(increment.partition(), increment);
    }

    public @Nullable Delta increment(long base, int partition) {
        return held(base).increments.get(partition);
    }

    public long countBatchRows(String view, long base) {
        return rowsOf(view, base).values().stream()
                .filter(row -> row.batch() != null)
                .count();
    }

    /** Returns the rows of a generation as those see them who write them. */
    public FencedRows rows(long base, List<ViewDefinition> views, Sending sending) {
        return new Rows(base, views.stream().map(ViewDefinition::name).toList(), sending);
    }

    private final class Rows implements FencedRows {
        private final long base;
        private final List<String> views;
        private final Sending sending;

        Rows(long base, List<String> views, Sending sending) {
            this.base = base;
            this.views = views;
            this.sending = sending;
        }

        private SortedMap<String, RowParts> rows(int view) {
            return held(base).rows.computeIfAbsent(views.get(view), v -> new TreeMap<>());
        }

        @Override
        public Map<String, RowParts> read(int view, Set<String> keys) {
            Map<String, RowParts> found = new HashMap<>();
            SortedMap<String, RowParts> rows = rows(view);
            for (String key : keys) {
                RowParts row = rows.get(key);
                if (row != null) {
                    found.put(key, row);
                }
            }
            return found;
        }

        @Override
        public Set<String> keysWith(int view, RealtimeSlot slot, int partition) {
            return rows(view).entrySet().stream()
                    .filter(row -> row.getValue().realtime(slot) != null && partitionOf(row.getKey()) == partition)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public Set<String> keysBefore(int view, Horizons horizons, int partition) {
            return Set.of();
        }

        @Override
        public CompletableFuture<WriteOutcome> write(
                int partition, String expected, String next, List<RowChanges> changes) {
            return sending.send(() -> apply(partition, expected, next, changes));
        }

        /** As {@link PartitionRows} does. */
        private WriteOutcome apply(int partition, String expected, String next, List<RowChanges> changes) {
            SortedMap<Integer, String> fences = held(base).fences;
            String fence = fences.get(partition);
            if (fence == null) {
                return WriteOutcome.NO_FENCE;
            }
            boolean moves = !expected.equals(next);
            if (moves && next.equals(fence)) {
                return WriteOutcome.REPEATED;
            }
            if (!expected.equals(fence) && !fencesAreIgnored) {
                return WriteOutcome.REFUSED;
            }
            changes.forEach(this::put);
            fences.put(partition, next);
            return WriteOutcome.APPLIED;
        }

        private void put(RowChanges changes) {
            SortedMap<String, RowParts> rows = rows(changes.view());
            changes.rows().forEach((key, parts) -> {
                if (parts.isEmpty()) {
                    rows.remove(key);
                } else {
                    rows.put(key, parts);
                }
            });
        }
    }
}
