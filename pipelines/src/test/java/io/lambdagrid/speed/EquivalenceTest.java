package io.lambdagrid.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.DeltaBuilder;
import io.lambdagrid.speed.RandomShop.LogRecord;
import io.lambdagrid.view.Generated;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The heart of the project: whatever the views, the log, the seam, the splits and the restarts, batch and real time
 * together are one plain fold of the log.
 */
class EquivalenceTest {
    private static final int KAFKA_PARTITIONS = 3;

    /** What may be broken on purpose, to see that the test sees it. */
    private enum Plant {
        NOTHING,
        SEAM_ONE_TOO_EARLY,
        SEAM_ONE_TOO_LATE,
        WRITE_APPLIED_TWICE
    }

    @Test
    void batch_and_real_time_together_are_one_plain_fold() {
        Generated.forAll(random -> assertMergedIsPlainFold(random, Plant.NOTHING));
    }

    @Test
    void record_on_both_sides_of_the_seam_shows() {
        assertNoticed(Plant.SEAM_ONE_TOO_EARLY);
    }

    @Test
    void record_on_neither_side_of_the_seam_shows() {
        assertNoticed(Plant.SEAM_ONE_TOO_LATE);
    }

    @Test
    void write_that_is_applied_twice_shows() {
        assertNoticed(Plant.WRITE_APPLIED_TWICE);
    }

    private static void assertNoticed(Plant plant) {
        assertThatThrownBy(() -> Generated.forAll(random -> assertMergedIsPlainFold(random, plant)))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertMergedIsPlainFold(RandomGenerator random, Plant plant) {
        List<ViewFold> folds = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> new ViewFold(RandomShop.view(random, "v" + i)))
                .toList();
        List<LogRecord> log = RandomShop.log(random, KAFKA_PARTITIONS);
        Map<Integer, Long> seam = seam(random, log);

        SimulatedGrid grid = new SimulatedGrid(folds);
        buildBatch(random, folds, log, seam, grid);
        grid.setSeam(shifted(seam, plant));
        runSpeed(random, folds, log, grid, plant);

        for (int view = 0; view < folds.size(); view++) {
            assertThat(grid.merged(view)).as(folds.get(view).view().sql()).isEqualTo(plainFold(folds.get(view), log));
        }
    }

    /** Ends the batch views of each partition at a random record of the log, or before or behind all of them. */
    private static Map<Integer, Long> seam(RandomGenerator random, List<LogRecord> log) {
        Map<Integer, Long> seam = new TreeMap<>();
        for (int partition = 0; partition < KAFKA_PARTITIONS; partition++) {
            seam.put(partition, random.nextLong(end(log, partition) + 1));
        }
        return seam;
    }

    private static long end(List<LogRecord> log, int partition) {
        return log.stream()
                .filter(record -> record.partition() == partition)
                .mapToLong(record -> record.offset() + 1)
                .max()
                .orElse(0);
    }

    private static Map<Integer, Long> shifted(Map<Integer, Long> seam, Plant plant) {
        Map<Integer, Long> shifted = new TreeMap<>(seam);
        switch (plant) {
            case SEAM_ONE_TOO_EARLY -> shifted.replaceAll((partition, end) -> Math.max(0, end - 1));
            case SEAM_ONE_TOO_LATE -> shifted.replaceAll((partition, end) -> end + 1);
            case NOTHING, WRITE_APPLIED_TWICE -> {}
        }
        return shifted;
    }

    /** Folds what lies below the seam, in any order, dealt out to several members. */
    private static void buildBatch(
            RandomGenerator random,
            List<ViewFold> folds,
            List<LogRecord> log,
            Map<Integer, Long> seam,
            SimulatedGrid grid) {
        List<DeltaBuilder> members = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> new DeltaBuilder(folds, SimulatedGrid::partitionOf))
                .toList();
        List<LogRecord> below = new ArrayList<>(log);
        below.removeIf(record -> record.offset() >= seam.getOrDefault(record.partition(), 0L));
        java.util.Collections.shuffle(below, new java.util.Random(random.nextLong()));
        for (LogRecord record : below) {
            DeltaBuilder member = members.get(random.nextInt(members.size()));
            for (int view = 0; view < folds.size(); view++) {
                add(member, view, record);
            }
            if (random.nextInt(50) == 0) {
                member.drain().values().forEach(grid::addBatch);
            }
        }
        members.forEach(member -> member.drain().values().forEach(grid::addBatch));
    }

    private static void add(DeltaBuilder member, int view, LogRecord record) {
        try {
            member.add(view, record.row(), partition -> true);
        } catch (NotComputableException e) {
            // Rejected for this view; the speed layer must decide alike.
        }
    }

    /** Reads the log from the fences, again and again: executions end at random, with writes under way. */
    private static void runSpeed(
            RandomGenerator random, List<ViewFold> folds, List<LogRecord> log, SimulatedGrid grid, Plant plant) {
        boolean finished = false;
        while (!finished) {
            finished = new Execution(random, folds, grid, plant).read(log);
        }
    }

    /** One execution of the speed job. */
    private static final class Execution {
        private final RandomGenerator random;
        private final SimulatedGrid grid;
        private final Plant plant;
        private final int views;
        private final PreAggregation aggregation;
        private final Map<Integer, Long> positions = new HashMap<>();
        private final Map<Integer, Deque<Delta>> underWay = new HashMap<>();

        Execution(RandomGenerator random, List<ViewFold> folds, SimulatedGrid grid, Plant plant) {
            this.random = random;
            this.grid = grid;
            this.plant = plant;
            this.views = folds.size();
            FenceTable fences = new FenceTable(SimulatedGrid.PARTITIONS);
            for (int partition = 0; partition < KAFKA_PARTITIONS; partition++) {
                positions.put(partition, fences.start(partition, grid.fences()));
            }
            this.aggregation = new PreAggregation(folds, fences, SimulatedGrid::partitionOf);
        }

        /** Returns whether it came to the end of the log; otherwise it was killed on the way. */
        boolean read(List<LogRecord> log) {
            for (LogRecord record : log) {
                if (record.offset() >= positions.getOrDefault(record.partition(), 0L)) {
                    add(record);
                    positions.put(record.partition(), record.offset() + 1);
                }
                if (random.nextInt(20) == 0) {
                    flush(PreAggregation.Recipients.WITH_ROWS);
                }
                if (random.nextInt(400) == 0) {
                    return false;
                }
            }
            flush(PreAggregation.Recipients.ALL_BEHIND);
            underWay.values().forEach(deltas -> deltas.forEach(this::apply));
            return true;
        }

        private void add(LogRecord record) {
            for (int view = 0; view < views; view++) {
                try {
                    aggregation.add(view, record.row(), record.partition(), record.offset());
                } catch (NotComputableException e) {
                    // Rejected for this view; the batch layer must decide alike.
                }
            }
        }

        private void flush(PreAggregation.Recipients recipients) {
            for (Delta delta : aggregation.drain(positions, recipients)) {
                Deque<Delta> waiting = underWay.computeIfAbsent(delta.partition(), p -> new ArrayDeque<>());
                waiting.add(delta);
                while (random.nextBoolean() && !waiting.isEmpty()) {
                    apply(waiting.remove());
                }
            }
        }

        private void apply(Delta delta) {
            assertThat(grid.apply(delta)).as("a delta continues its fence").isTrue();
            if (plant == Plant.WRITE_APPLIED_TWICE && random.nextInt(10) == 0) {
                grid.applyUnfenced(delta);
            }
            assertThat(grid.apply(delta) && !delta.ranges().isEmpty())
                    .as("a repeated write is refused")
                    .isFalse();
        }
    }

    private static Map<String, String> plainFold(ViewFold fold, List<LogRecord> log) {
        Map<String, Object[]> groups = new HashMap<>();
        for (LogRecord record : log) {
            try {
                fold.add(record.row(), key -> groups.computeIfAbsent(key, k -> fold.empty()));
            } catch (NotComputableException e) {
                // Rejected for this view.
            }
        }
        Map<String, String> rows = new TreeMap<>();
        groups.forEach((key, partials) -> rows.put(key, SimulatedGrid.text(fold.finish(key, partials))));
        return rows;
    }
}
