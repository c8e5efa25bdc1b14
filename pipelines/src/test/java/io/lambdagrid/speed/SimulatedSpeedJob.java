package io.lambdagrid.speed;

import com.hazelcast.jet.RestartableException;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Fence;
import io.lambdagrid.serving.FencedRows;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.serving.SeamMoves;
import io.lambdagrid.serving.SharedMaps;
import io.lambdagrid.serving.SimulatedMaps;
import io.lambdagrid.serving.WriteOutcome;
import io.lambdagrid.simulation.Points;
import io.lambdagrid.simulation.Schedule;
import io.lambdagrid.simulation.SimulatedTopic;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.ViewFold;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A speed job of one or two readers, a writer for each partition of the grid, and what publishes their progress; one
 * small step at a time. It restarts when Jet would restart it; its writes may arrive late, and their answers get lost.
 */
public final class SimulatedSpeedJob {
    private final Schedule schedule;
    private final SpeedPlan plan;
    private final SimulatedTopic topic;
    private final SimulatedMaps maps;
    private final SharedMaps shared;
    private final List<ViewFold> folds;
    private final Bugs bugs;
    private final List<Runnable> underWay = new ArrayList<>();
    private @Nullable Execution execution;

    /** What may be broken on purpose. */
    public record Bugs(long resumesLate, boolean progressBeforeRows) {
        public static final Bugs NONE = new Bugs(0, false);
    }

    public SimulatedSpeedJob(Schedule schedule, SpeedPlan plan, SimulatedTopic topic, SimulatedMaps maps, Bugs bugs) {
        this.schedule = schedule;
        this.plan = plan;
        this.topic = topic;
        this.maps = maps;
        this.bugs = bugs;
        this.shared = maps.shared(Points.NONE);
        this.folds = plan.views().stream().map(ViewFold::new).toList();
    }

    /**
     * Takes a step.
     *
     * @throws RuntimeException after which the job has failed
     */
    public void step() {
        try {
            if (isCutting()) {
                arriveAll();
            }
            if (execution == null) {
                execution = new Execution();
            } else {
                execution.step();
            }
        } catch (RestartableException e) {
            schedule.note(() -> "speed job " + plan.base() + " restarts: " + e.getMessage());
            restart();
        }
        if (schedule.faultOnceIn(150)) {
            schedule.note(() -> "speed job " + plan.base() + " is restarted");
            restart();
        }
    }

    /**
     * What is on its way arrives when the next execution is at work, or never; but before that one cuts: a job waits
     * for its writes when it ends.
     */
    private void restart() {
        underWay.removeIf(write -> schedule.onceIn(2));
        execution = null;
    }

    private boolean isCutting() {
        return seam().current()
                .filter(move -> move.phase() == SeamMove.Phase.CUTTING)
                .isPresent();
    }

    private SeamMoves seam() {
        return new SeamMoves(shared, plan.dataset().name(), plan.base());
    }

    private void arriveAll() {
        List<Runnable> arriving = List.copyOf(underWay);
        underWay.clear();
        arriving.forEach(Runnable::run);
    }

    /** Lets a write arrive that is on its way. */
    public void arrive() {
        if (!underWay.isEmpty()) {
            underWay.remove(schedule.below(underWay.size())).run();
        }
    }

    /** The job ends; what is on its way arrives first. */
    public void end() {
        arriveAll();
        execution = null;
    }

    private CompletableFuture<WriteOutcome> send(Supplier<WriteOutcome> write) {
        int fate = schedule.isCalm() ? 9 : schedule.below(12);
        if (fate == 0) {
            CompletableFuture<WriteOutcome> later = new CompletableFuture<>();
            underWay.add(() -> later.complete(write.get()));
            return later;
        }
        if (fate == 1) {
            WriteOutcome unheard = write.get();
            return CompletableFuture.failedFuture(new IllegalStateException("the answer is lost: " + unheard));
        }
        return CompletableFuture.completedFuture(write.get());
    }

    /** One execution of the job. */
    private final class Execution {
        private final List<Reader> readers = new ArrayList<>();
        private final SortedMap<Integer, PartitionWriter> writers = new TreeMap<>();
        private final SortedMap<Integer, Deque<Delta>> sent = new TreeMap<>();
        private final AppliedProgress progress;
        private final SeamMoves seam = seam();
        private @Nullable SeamMove staged;

        Execution() {
            long id = schedule.nextLong() >>> 1;
            Map<Integer, Fence> fences = new TreeMap<>();
            maps.fencesOf(plan.base()).forEach((partition, fence) -> fences.put(partition, Fence.parse(fence)));
            int count = 1 + schedule.below(topic.partitions());
            for (int index = 0; index < count; index++) {
                readers.add(new Reader(new SeamFollower.Reader(id, index, count), fences, seam));
            }
            FencedRows rows = maps.rows(plan.base(), plan.views(), SimulatedSpeedJob.this::send);
            SeamFold seamFold = new SeamFold(
                    folds,
                    rows,
                    partition -> maps.increment(plan.base(), partition),
                    new Reconciliation(shared, plan.dataset().name(), Clock.systemUTC()));
            SeamMove begun = seam.current().orElseThrow(SeamFollower::lost);
            for (int partition = 0; partition < SimulatedMaps.PARTITIONS; partition++) {
                Fence fence = fences.get(partition);
                if (fence == null) {
                    throw FenceTable.lost(partition);
                }
                writers.put(
                        partition, new PartitionWriter(partition, rows, folds, seamFold, Apply.start(fence, begun)));
                sent.put(partition, new ArrayDeque<>());
            }
            progress = new AppliedProgress(
                    shared.map(GridMaps.PROGRESS),
                    GridMaps.generationKey(plan.dataset().name(), plan.base()),
                    plan.topicId(),
                    folds.size());
        }

        void step() {
            switch (schedule.below(4)) {
                case 0, 1 -> read(schedule.oneOf(readers));
                case 2 -> write(schedule.below(SimulatedMaps.PARTITIONS));
                default -> report();
            }
        }

        private void read(Reader reader) {
            reader.poll();
            if (schedule.onceIn(2)) {
                PreAggregation.Recipients recipients =
                        schedule.onceIn(2) ? PreAggregation.Recipients.ALL_BEHIND : PreAggregation.Recipients.WITH_ROWS;
                reader.aggregation
                        .drain(reader.positions, recipients)
                        .forEach(delta -> sent(delta.partition()).add(delta));
            }
        }

        private Deque<Delta> sent(int partition) {
            return Objects.requireNonNull(sent.get(partition));
        }

        private void write(int partition) {
            PartitionWriter writer = Objects.requireNonNull(writers.get(partition));
            for (Delta next = sent(partition).poll();
                    next != null;
                    next = sent(partition).poll()) {
                writer.add(next);
            }
            if (schedule.onceIn(2)) {
                staged = seam.current()
                        .filter(move -> move.phase() == SeamMove.Phase.STAGED)
                        .orElse(null);
            }
            writer.advance(staged);
            writer.advance(staged);
        }

        private void report() {
            for (Reader reader : readers) {
                progress.add(reader.report());
            }
            Coverage lowest = Apply.lowest(plan.topicId(), writers.values());
            if (bugs.progressBeforeRows()) {
                for (Reader reader : readers) {
                    for (Map.Entry<Integer, Long> position : reader.positions.entrySet()) {
                        lowest = lowest.with(position.getKey(), position.getValue());
                    }
                }
            }
            progress.add(new Report.Applied(0, 1, lowest));
        }
    }

    /** A reader with its share of the log. */
    private final class Reader {
        private final FenceTable fences = new FenceTable(SimulatedMaps.PARTITIONS);
        private final PreAggregation aggregation = new PreAggregation(folds, fences, SimulatedMaps::partitionOf);
        private final Map<Integer, Long> positions = new TreeMap<>();
        private final SeamFollower seam;

        Reader(SeamFollower.Reader which, Map<Integer, Fence> starts, SeamMoves agreement) {
            for (int partition = which.index(); partition < topic.partitions(); partition += which.count()) {
                long start = fences.start(partition, starts);
                positions.put(partition, Math.min(topic.end(partition), start + bugs.resumesLate()));
            }
            seam = new SeamFollower(agreement, which, () -> schedule.onceIn(3));
        }

        void poll() {
            seam.follow(positions, fences);
            for (Map.Entry<Integer, Long> position : positions.entrySet()) {
                long from = position.getValue();
                long end = Math.min(topic.end(position.getKey()), from + schedule.below(6));
                topic.orders(position.getKey(), from, end).forEach(this::add);
                position.setValue(end);
            }
        }

        private void add(SimulatedTopic.Order order) {
            for (int view = 0; view < folds.size(); view++) {
                aggregation.add(
                        view,
                        seam.slot(order.partition(), order.offset()),
                        order.row(),
                        order.partition(),
                        order.offset());
            }
        }

        Report.Read report() {
            return new Report.Read(positions.entrySet().stream()
                    .map(position -> new Report.PartitionRead(
                            position.getKey(), position.getValue(), topic.end(position.getKey()), 1))
                    .toList());
        }
    }
}
