package io.lambdagrid.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.serving.Delta;
import io.lambdagrid.speed.RandomShop.LogRecord;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One execution of the speed job: one or two readers, and writes that are under way when it is killed. */
final class SimulatedExecution {
    private final RandomGenerator random;
    private final SimulatedGrid grid;
    private final SimulatedMoves moves;
    private final List<ViewFold> folds;
    private final List<Reader> readers = new ArrayList<>();
    private final Map<Integer, Deque<Delta>> underWay = new HashMap<>();

    /** A reader with its share of the log. */
    private static final class Reader {
        private final PreAggregation aggregation;
        private final FenceTable fences = new FenceTable(SimulatedGrid.PARTITIONS);
        private final Map<Integer, Long> positions = new HashMap<>();
        private final SeamFollower seam;
        private final int views;
        private final SimulatedGrid grid;
        private final EquivalenceTest.Plant plant;

        Reader(
                List<ViewFold> folds,
                SimulatedGrid grid,
                SeamFollower.Reader which,
                RandomGenerator random,
                EquivalenceTest.Plant plant) {
            this.grid = grid;
            this.plant = plant;
            for (int partition = which.index();
                    partition < EquivalenceTest.KAFKA_PARTITIONS;
                    partition += which.count()) {
                positions.put(partition, fences.start(partition, grid.fences()));
            }
            views = folds.size();
            aggregation = new PreAggregation(folds, fences, SimulatedGrid::partitionOf);
            seam = new SeamFollower(grid, which, () -> random.nextInt(5) == 0);
        }

        void read(LogRecord record) {
            Long position = positions.get(record.partition());
            if (position != null && record.offset() >= position) {
                seam.follow(positions, fences);
                aggregation.passOver(passedOver());
                for (int view = 0; view < views; view++) {
                    add(view, record);
                }
                positions.put(record.partition(), record.offset() + 1);
            }
        }

        /** A reader must not know better than the partitions of the grid: some of their rows have not left yet. */
        private Horizons passedOver() {
            return plant == EquivalenceTest.Plant.LEFT_OUT_TOO_EARLY
                    ? grid.current().orElseThrow().nextHorizons()
                    : seam.horizons();
        }

        private void add(int view, LogRecord record) {
            try {
                aggregation.add(
                        view,
                        seam.slot(record.partition(), record.offset()),
                        record.row(),
                        record.partition(),
                        record.offset());
            } catch (NotComputableException e) {
                // Rejected for this view; the batch layer must decide alike.
            }
        }
    }

    SimulatedExecution(
            RandomGenerator random, List<ViewFold> folds, SimulatedGrid grid, SimulatedMoves moves, long id) {
        this.random = random;
        this.grid = grid;
        this.moves = moves;
        this.folds = folds;
        int count = 1 + random.nextInt(2);
        for (int index = 0; index < count; index++) {
            readers.add(new Reader(folds, grid, new SeamFollower.Reader(id, index, count), random, moves.plant()));
        }
    }

    /**
     * Returns whether it came to the end of the log; otherwise it was killed on the way.
     *
     * @param everywhere looks, now and then, whether every partition of the grid is as it must be
     */
    boolean read(List<LogRecord> log, Runnable everywhere) {
        for (LogRecord record : log) {
            readers.forEach(reader -> reader.read(record));
            if (random.nextInt(20) == 0) {
                flush(readers.get(random.nextInt(readers.size())), PreAggregation.Recipients.WITH_ROWS);
            }
            if (random.nextInt(30) == 0) {
                flush(readers.get(random.nextInt(readers.size())), PreAggregation.Recipients.ALL_BEHIND);
            }
            if (random.nextInt(10) == 0) {
                moves.step();
            }
            if (random.nextInt(100) == 0) {
                everywhere.run();
            }
            if (random.nextInt(400) == 0) {
                return false;
            }
        }
        finish();
        return true;
    }

    /** Nothing comes any more: readers go on following the seam, and all that is under way arrives. */
    private void finish() {
        for (int i = 0; i < 100; i++) {
            readers.forEach(reader -> reader.seam.follow(reader.positions, reader.fences));
            readers.forEach(reader -> flush(reader, PreAggregation.Recipients.ALL_BEHIND));
            underWay.values().forEach(deltas -> {
                deltas.forEach(this::apply);
                deltas.clear();
            });
            moves.step();
        }
    }

    private void flush(Reader reader, PreAggregation.Recipients recipients) {
        for (Delta delta : reader.aggregation.drain(reader.positions, recipients)) {
            Deque<Delta> waiting = underWay.computeIfAbsent(delta.partition(), p -> new ArrayDeque<>());
            waiting.add(delta);
            while (random.nextBoolean() && !waiting.isEmpty()) {
                apply(waiting.remove());
            }
        }
    }

    /** Applies only what the writer has dropped. */
    private void bringBack(Delta delta) {
        Delta dropped = new Delta(delta.partition());
        delta.parts().stream()
                .filter(part -> folds.get(part.view()).hasLeft(part.key(), grid.horizons(delta.partition())))
                .forEach(dropped.parts()::add);
        grid.applyUnfenced(dropped, Horizons.NONE);
    }

    private void apply(Delta delta) {
        assertThat(grid.apply(delta)).as("a delta continues its fence").isTrue();
        if (moves.plant() == EquivalenceTest.Plant.WRITE_APPLIED_TWICE && random.nextInt(10) == 0) {
            grid.applyUnfenced(delta, grid.horizons(delta.partition()));
        }
        if (moves.plant() == EquivalenceTest.Plant.ROW_COMES_BACK) {
            bringBack(delta);
        }
        assertThat(grid.apply(delta) && !delta.ranges().isEmpty())
                .as("a repeated write is refused")
                .isFalse();
    }
}
