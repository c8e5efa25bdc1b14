package io.lambdagrid.control;

import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.simulation.Points;
import io.lambdagrid.simulation.SimulatedTopic;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A master dataset that grows; how its commits come about is {@code SimulatedArchive}'s matter. */
final class SimulatedMaster {
    private final SimulatedCluster world;
    private final List<TableSnapshot> snapshots = new ArrayList<>();

    SimulatedMaster(SimulatedCluster world) {
        this.world = world;
    }

    /** Archives some of what is in the log. */
    void grow() {
        if (snapshots.isEmpty()) {
            return;
        }
        SimulatedTopic topic = world.topic();
        Coverage next = newest().coverage();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            long from = next.end(partition);
            long most = topic.end(partition) - from;
            long added = world.schedule().isCalm() ? most : world.schedule().below((int) most + 1);
            next = next.with(partition, from + added);
        }
        if (!next.equals(newest().coverage())) {
            snapshots.add(new TableSnapshot(snapshots.size() + 1L, next, List.of(), null));
        }
    }

    private TableSnapshot newest() {
        return snapshots.get(snapshots.size() - 1);
    }

    Coverage coverage(long snapshot) {
        return snapshots.get((int) snapshot - 1).coverage();
    }

    Master of(Points points) {
        return new Seen(points);
    }

    private final class Seen implements Master {
        private final Points points;

        Seen(Points points) {
            this.points = points;
        }

        private void ask(String what) {
            points.at(() -> what);
            if (world.schedule().faultOnceIn(80)) {
                throw new GridException(GridError.MASTER_UNREACHABLE, "the file system is away");
            }
        }

        @Override
        public boolean exists() {
            ask("is there a master dataset");
            return !snapshots.isEmpty();
        }

        @Override
        public void evolve() {
            ask("evolve");
        }

        @Override
        public void createIfAbsent(Coverage start) {
            ask("create the master dataset");
            if (snapshots.isEmpty()) {
                snapshots.add(new TableSnapshot(1, start, List.of(), null));
            }
        }

        @Override
        public TableSnapshot current() {
            ask("read the master dataset");
            if (snapshots.isEmpty()) {
                throw new GridException(GridError.NOT_FOUND, "there is no master dataset");
            }
            return newest();
        }

        @Override
        public TableSnapshot shown() {
            return current();
        }

        @Override
        public void keepInShape(Set<Long> needed, OptionalLong expireBefore) {}

        @Override
        public void close() {}
    }
}
