package io.lambdagrid.speed;

import io.lambdagrid.serving.DeltaBuilder;
import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.serving.SeamMove.Phase;
import io.lambdagrid.speed.RandomShop.LogRecord;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What control, the batch job and the writers do to move the seam, one random step at a time. */
final class SimulatedMoves {
    private final RandomGenerator random;
    private final List<ViewFold> folds;
    private final List<LogRecord> log;
    private final SimulatedGrid grid;
    private final EquivalenceTest.Plant plant;
    private Coverage seam;
    private int completed;

    SimulatedMoves(
            RandomGenerator random,
            List<ViewFold> folds,
            List<LogRecord> log,
            SimulatedGrid grid,
            Map<Integer, Long> seam,
            EquivalenceTest.Plant plant) {
        this.random = random;
        this.folds = folds;
        this.log = log;
        this.grid = grid;
        this.seam = Coverage.of(SimulatedGrid.TOPIC_ID, seam);
        this.plant = plant;
    }

    EquivalenceTest.Plant plant() {
        return plant;
    }

    /** Takes one step of the move that is under way, or begins one. */
    void step() {
        SeamMove move = grid.current().orElseThrow();
        switch (move.phase()) {
            case SETTLED -> {
                if (random.nextInt(3) == 0) {
                    grid.replace(move, move.become(Phase.CUTTING));
                }
            }
            case CUTTING -> {
                if (move.isCutByAll()) {
                    grid.replace(move, move.become(Phase.CUT));
                }
            }
            case CUT -> stage(move);
            case STAGED -> fold(move);
        }
    }

    /** Ends the move that is under way, if it can be ended; the log has been read to its end. */
    void complete() {
        while (grid.current().orElseThrow().phase() == Phase.STAGED
                && grid.fences().values().stream()
                        .allMatch(fence -> fence.included()
                                .reaches(grid.current().orElseThrow().cut()))) {
            step();
        }
    }

    /** Returns how many moves were completed. */
    int completed() {
        return completed;
    }

    /**
     * Aggregates the offsets between seam and cut, in any order, on several members; now and then a job is repeated.
     */
    private void stage(SeamMove move) {
        Horizons next = RandomShop.horizons(random, folds, move.horizons());
        for (int attempts = 1 + random.nextInt(2); attempts > 0; attempts--) {
            grid.dropIncrements();
            List<DeltaBuilder> members = IntStream.range(0, 1 + random.nextInt(3))
                    .mapToObj(i -> new DeltaBuilder(folds, SimulatedGrid::partitionOf))
                    .toList();
            members.forEach(member -> member.passOver(next));
            List<LogRecord> between = new ArrayList<>(log);
            between.removeIf(record -> !isBetween(record, move.cut()));
            Collections.shuffle(between, new Random(random.nextLong()));
            between.forEach(record -> add(members.get(random.nextInt(members.size())), record));
            members.forEach(member -> member.drain().values().forEach(grid::stage));
        }
        grid.replace(move, move.staged(next));
    }

    private boolean isBetween(LogRecord record, Coverage cut) {
        long end = cut.end(record.partition()) - (plant == EquivalenceTest.Plant.INCREMENT_ONE_TOO_SHORT ? 1 : 0);
        return !seam.includes(record.partition(), record.offset()) && record.offset() < end;
    }

    private void add(DeltaBuilder member, LogRecord record) {
        for (int view = 0; view < folds.size(); view++) {
            try {
                member.add(view, RealtimeSlot.EVEN, record.row(), partition -> true);
            } catch (NotComputableException e) {
                // Rejected for this view; the speed layer has decided alike.
            }
        }
    }

    private void fold(SeamMove move) {
        int partition = random.nextInt(SimulatedGrid.PARTITIONS);
        boolean moved = grid.moveSeam(partition);
        if (moved && plant == EquivalenceTest.Plant.MOVE_APPLIED_TWICE) {
            grid.moveSeamUnfenced(partition);
        }
        if (grid.allMoved()) {
            seam = move.cut();
            grid.dropIncrements();
            grid.replace(move, move.completed());
            completed++;
        }
    }
}
