package io.lambdagrid.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.serving.DeltaBuilder;
import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.speed.RandomShop.LogRecord;
import io.lambdagrid.view.Generated;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The heart of the project: whatever the views, the log, the seam, the splits and the restarts, batch and real time
 * together are one plain fold of the log.
 */
class EquivalenceTest {
    static final int KAFKA_PARTITIONS = 3;

    /** What may be broken on purpose, to see that the test sees it. */
    enum Plant {
        NOTHING,
        SEAM_ONE_TOO_EARLY,
        SEAM_ONE_TOO_LATE,
        WRITE_APPLIED_TWICE,
        INCREMENT_ONE_TOO_SHORT,
        MOVE_APPLIED_TWICE,
        ROW_COMES_BACK,
        LEFT_OUT_TOO_EARLY,
        HORIZON_UNKNOWN_TO_BATCH
    }

    @Test
    void batch_and_real_time_together_are_one_plain_fold() {
        AtomicInteger seamMoves = new AtomicInteger();
        AtomicInteger left = new AtomicInteger();
        Generated.forAll(random -> {
            Simulated simulated = assertMergedIsPlainFold(random, Plant.NOTHING);
            seamMoves.addAndGet(simulated.moves().completed());
            left.addAndGet(simulated.grid().left());
        });
        assertThat(seamMoves.get()).as("moves of the seam in all cases").isGreaterThan(200);
        assertThat(left.get()).as("rows that have left in all cases").isGreaterThan(200);
    }

    private record Simulated(SimulatedGrid grid, SimulatedMoves moves) {}

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

    @Test
    void record_that_an_incremental_generation_forgets_shows() {
        assertNoticed(Plant.INCREMENT_ONE_TOO_SHORT);
    }

    @Test
    void seam_that_is_moved_twice_shows() {
        assertNoticed(Plant.MOVE_APPLIED_TWICE);
    }

    @Test
    void late_event_that_brings_back_a_row_which_has_left_shows() {
        assertNoticed(Plant.ROW_COMES_BACK);
    }

    @Test
    void event_that_is_left_out_before_its_row_has_left_shows() {
        assertNoticed(Plant.LEFT_OUT_TOO_EARLY);
    }

    @Test
    void row_that_has_left_in_one_layer_only_shows() {
        assertNoticed(Plant.HORIZON_UNKNOWN_TO_BATCH);
    }

    private static void assertNoticed(Plant plant) {
        assertThatThrownBy(() -> Generated.forAll(random -> assertMergedIsPlainFold(random, plant)))
                .isInstanceOf(AssertionError.class);
    }

    private static Simulated assertMergedIsPlainFold(RandomGenerator random, Plant plant) {
        List<ViewFold> folds = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> new ViewFold(RandomShop.view(random, "v" + i)))
                .toList();
        List<LogRecord> log = RandomShop.log(random, KAFKA_PARTITIONS);
        Map<Integer, Long> seam = seam(random, log);

        SimulatedGrid grid = new SimulatedGrid(folds);
        Horizons horizons = RandomShop.horizons(random, folds, Horizons.NONE);
        buildBatch(
                random,
                folds,
                below(log, seam),
                plant == Plant.HORIZON_UNKNOWN_TO_BATCH ? Horizons.NONE : horizons,
                grid);
        grid.setSeam(shifted(seam, plant), horizons);
        SimulatedMoves moves = new SimulatedMoves(random, folds, log, grid, seam, plant);
        runSpeed(random, folds, log, grid, moves);
        moves.complete();

        assertExactEverywhere(folds, log, grid);
        for (int view = 0; view < folds.size(); view++) {
            Horizons last = grid.horizons(0);
            assertThat(grid.merged(view))
                    .as(folds.get(view).view().sql())
                    .isEqualTo(plainFold(folds.get(view), log, last));
        }
        assertThat(grid.differences())
                .as("rows in which the two layers disagree")
                .isZero();
        return new Simulated(grid, moves);
    }

    /** Each partition of the grid includes exactly what its fence says, of the rows that have not left it. */
    private static void assertExactEverywhere(List<ViewFold> folds, List<LogRecord> log, SimulatedGrid grid) {
        grid.fences().forEach((partition, fence) -> {
            List<LogRecord> included = log.stream()
                    .filter(record -> fence.included().includes(record.partition(), record.offset()))
                    .toList();
            for (int view = 0; view < folds.size(); view++) {
                Map<String, String> expected = plainFold(folds.get(view), included, grid.horizons(partition));
                expected.keySet().removeIf(key -> SimulatedGrid.partitionOf(key) != partition);
                assertThat(grid.merged(view, key -> SimulatedGrid.partitionOf(key) == partition))
                        .as(
                                "partition %s: %s",
                                partition, folds.get(view).view().sql())
                        .isEqualTo(expected);
            }
        });
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
            case NOTHING,
                    WRITE_APPLIED_TWICE,
                    INCREMENT_ONE_TOO_SHORT,
                    MOVE_APPLIED_TWICE,
                    ROW_COMES_BACK,
                    LEFT_OUT_TOO_EARLY,
                    HORIZON_UNKNOWN_TO_BATCH -> {}
        }
        return shifted;
    }

    private static List<LogRecord> below(List<LogRecord> log, Map<Integer, Long> seam) {
        List<LogRecord> below = new ArrayList<>(log);
        below.removeIf(record -> record.offset() >= seam.getOrDefault(record.partition(), 0L));
        return below;
    }

    /** Folds what lies below the seam, in any order, dealt out to several members. */
    private static void buildBatch(
            RandomGenerator random,
            List<ViewFold> folds,
            List<LogRecord> below,
            Horizons horizons,
            SimulatedGrid grid) {
        List<DeltaBuilder> members = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> new DeltaBuilder(folds, SimulatedGrid::partitionOf))
                .toList();
        members.forEach(member -> member.passOver(horizons));
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
            member.add(view, RealtimeSlot.EVEN, record.row(), partition -> true);
        } catch (NotComputableException e) {
            // Rejected for this view; the speed layer must decide alike.
        }
    }

    /** Reads the log from the fences, again and again: executions end at random, with writes under way. */
    private static void runSpeed(
            RandomGenerator random,
            List<ViewFold> folds,
            List<LogRecord> log,
            SimulatedGrid grid,
            SimulatedMoves moves) {
        boolean finished = false;
        for (long id = 1; !finished; id++) {
            finished = new SimulatedExecution(random, folds, grid, moves, id)
                    .read(log, () -> assertExactEverywhere(folds, log, grid));
        }
    }

    private static Map<String, String> plainFold(ViewFold fold, List<LogRecord> log, Horizons horizons) {
        Map<String, Object[]> groups = new HashMap<>();
        for (LogRecord record : log) {
            try {
                fold.add(record.row(), key -> groups.computeIfAbsent(key, k -> fold.empty()));
            } catch (NotComputableException e) {
                // Rejected for this view.
            }
        }
        Map<String, String> rows = new TreeMap<>();
        groups.keySet().removeIf(key -> fold.hasLeft(key, horizons));
        groups.forEach((key, partials) -> rows.put(key, SimulatedGrid.text(fold.finish(key, partials))));
        return rows;
    }
}
