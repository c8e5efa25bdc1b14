package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogStore;
import io.lambdagrid.cassandra.StoredDataset;
import io.lambdagrid.cassandra.StoredRows;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.kafka.Topics;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.serving.SharedMaps;
import io.lambdagrid.simulation.Points;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A member that believes to be the oldest: the product's control over ports that end its life at any call. */
final class SimulatedOwner implements Points {
    private final SimulatedCluster world;
    private final SimulatedSide side;
    private final String name;
    private final DatasetControl control;
    private final Deque<Runnable> background = new ArrayDeque<>();
    private boolean isBusy;
    private boolean hasReadCatalog;

    SimulatedOwner(SimulatedCluster world, SimulatedSide side, String name) {
        this.world = world;
        this.side = side;
        this.name = name;
        this.control = new DatasetControl(
                new DatasetScope(ports(), world.settings(), world.configured(), world.compiler(), world.clock()));
    }

    boolean isBusy() {
        return isBusy;
    }

    /** Does one of the things that its threads do. */
    void step() {
        isBusy = true;
        try {
            int what = world.schedule().below(8);
            if (what == 0) {
                control.publishStatus();
            } else if (what == 1 && !background.isEmpty()) {
                background.remove().run();
            } else {
                controlStep();
            }
        } finally {
            isBusy = false;
        }
    }

    /** Does all of the things that its threads do. */
    void fullStep() {
        isBusy = true;
        try {
            controlStep();
            control.publishStatus();
            while (!background.isEmpty()) {
                background.remove().run();
            }
        } finally {
            isBusy = false;
        }
    }

    /** Whoever cannot read the catalog does not know what is served. */
    private void controlStep() {
        hasReadCatalog = false;
        control.step();
        if (hasReadCatalog) {
            side.looked();
        }
    }

    void rowsMayBeLost() {
        boolean wasBusy = isBusy;
        isBusy = true;
        try {
            control.rowsMayBeLost();
        } finally {
            isBusy = wasBusy;
        }
    }

    @Override
    public void at(Supplier<String> what) {
        world.point(this, what);
    }

    @Override
    public String toString() {
        return name;
    }

    private Ports ports() {
        return new Ports(
                shared(),
                new RowMapsInMemory(),
                new NamesInMemory(),
                side.jobs().of(this),
                new CatalogInMemory(),
                new TopicsInMemory(),
                world.master().of(this),
                new Waiting(),
                length -> world.rest(this, length));
    }

    private SharedMaps shared() {
        SharedMaps shared = side.maps().shared(this);
        if (world.plant() != SimulatedCluster.Plant.RETIRES_BEFORE_READERS_MOVED) {
            return shared;
        }
        // The bug: who looks where readers are led sees nobody.
        return new SharedMaps() {
            @Override
            public <V> SharedMap<V> map(String map) {
                return map.equals(GridMaps.VIEWS) ? new Unseen<>(shared.map(map)) : shared.map(map);
            }
        };
    }

    private record Unseen<V>(SharedMap<V> map) implements SharedMap<V> {
        @Override
        public @Nullable V get(String key) {
            return map.get(key);
        }

        @Override
        public void set(String key, V value) {
            map.set(key, value);
        }

        @Override
        public void set(String key, V value, Duration kept) {
            map.set(key, value, kept);
        }

        @Override
        public boolean replace(String key, V from, V to) {
            return map.replace(key, from, to);
        }

        @Override
        public void delete(String key) {
            map.delete(key);
        }

        @Override
        public Collection<V> values() {
            return List.of();
        }
    }

    private final class Waiting implements Background {
        @Override
        public void execute(Runnable task) {
            background.add(task);
        }

        @Override
        public void close() {}
    }

    private final class TopicsInMemory implements Topics {
        @Override
        public TopicState inspect(String topic) {
            at(() -> "inspect the topic");
            if (world.schedule().faultOnceIn(80)) {
                throw new GridException(GridError.KAFKA_UNREACHABLE, "Kafka is away");
            }
            TopicState state = world.topic().state();
            return world.plant() == SimulatedCluster.Plant.LOST_ROWS_COUNT_FOR_NOTHING ? justBegun(state) : state;
        }

        /** The bug: whoever asks how far the log goes is told that nothing is there. */
        private TopicState justBegun(TopicState state) {
            SortedMap<Integer, TopicState.LogRange> ranges = new TreeMap<>(state.partitions());
            ranges.replaceAll(
                    (partition, range) -> new TopicState.LogRange(range.start(), range.start(), range.logEnd()));
            return new TopicState(state.topic(), state.id(), ranges);
        }

        @Override
        public void close() {}
    }

    private final class CatalogInMemory implements Catalog {
        @Override
        public CatalogStore store() {
            return world.store().catalog(SimulatedOwner.this, () -> hasReadCatalog = true);
        }

        @Override
        public StoredRows rows() {
            return world.store().rows(SimulatedOwner.this);
        }

        @Override
        public void createTables(StoredDataset dataset) {
            at(() -> "create tables");
        }

        @Override
        public boolean haveTables(List<ViewDefinition> views) {
            return true;
        }

        @Override
        public void close() {}
    }

    private final class NamesInMemory implements Names {
        @Override
        public void publish(ViewFold fold, long base) {
            at(() -> "lead name " + fold.view().name() + " to " + base);
            side.readers().lead(fold.view(), base);
            at(() -> "name was led");
        }

        @Override
        public void remove(String view) {
            at(() -> "remove name " + view);
            side.readers().remove(view);
            at(() -> "name was removed");
        }
    }

    private final class RowMapsInMemory implements RowMaps {
        @Override
        public Fences fences(String dataset, long base) {
            return side.maps().fences(base, SimulatedOwner.this);
        }

        @Override
        public void announceType(ViewFold fold, long base) {}

        @Override
        public long countBatchRows(ViewFold fold, long base) {
            at(() -> "count rows");
            return side.maps().countBatchRows(fold.view().name(), base);
        }

        @Override
        public void destroyRows(ViewFold fold, long base) {
            at(() -> "destroy rows of " + fold.view().name() + " in " + base);
            side.maps().destroyRows(fold.view().name(), base);
            at(() -> "rows were destroyed");
        }

        @Override
        public void destroyIncrements(String dataset, long base) {
            at(() -> "destroy increments of " + base);
            side.maps().destroyIncrements(base);
            at(() -> "increments were destroyed");
        }

        @Override
        public void removeRejected(String dataset, long base) {
            at(() -> "remove rejected records");
        }
    }
}
