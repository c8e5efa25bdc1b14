package io.lambdagrid.speed;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.RestartableException;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Fence;
import io.lambdagrid.serving.FencedRows;
import io.lambdagrid.serving.GridFences;
import io.lambdagrid.serving.GridRows;
import io.lambdagrid.serving.Increments;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.serving.SeamMoves;
import io.lambdagrid.serving.SharedMaps;
import io.lambdagrid.serving.ViewRows;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.ViewFold;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges deltas into the view maps, exactly once, and moves their seam. At most one write is under way for each
 * partition of the grid; deltas that arrive meanwhile are merged with each other. Ordinal 0 leads to
 * {@link PublishProgress}.
 *
 * <p>Has a thread of its own. A write that is refused, or whose outcome stays unknown, ends the execution: the next one
 * begins at the fences, which tell what was applied.
 */
final class Apply extends AbstractProcessor {
    private static final int MAX_PENDING_GROUPS = 200_000;
    private static final Duration SEAM_INTERVAL = Duration.ofMillis(100);

    private final SpeedPlan plan;
    private final Pulse progress;
    private final Pulse seamPulse = new Pulse(SEAM_INTERVAL);
    private final SortedMap<Integer, PartitionWriter> writers = new TreeMap<>();
    private SeamMoves seam;
    private @Nullable SeamMove staged;
    private int index;
    private int total;
    private Coverage reported;

    Apply(SpeedPlan plan) {
        this.plan = plan;
        this.progress = new Pulse(plan.pace().progressInterval());
        this.reported = Coverage.of(plan.topicId(), Map.of());
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        HazelcastInstance member = context.hazelcastInstance();
        String dataset = plan.dataset().name();
        List<ViewFold> folds = plan.views().stream().map(ViewFold::new).toList();
        GridFences fences = new GridFences(member, dataset, plan.base());
        FencedRows rows = new GridRows(
                fences,
                folds.stream()
                        .map(fold -> new ViewRows(member, fold, plan.base()))
                        .toList());
        SharedMaps maps = SharedMaps.of(member);
        seam = new SeamMoves(maps, dataset, plan.base());
        SeamFold seamFold = new SeamFold(
                folds,
                rows,
                new Increments(member, dataset, plan.base())::get,
                new Reconciliation(maps, dataset, Clock.systemUTC()));
        SeamMove move = seam.current().orElseThrow(SeamFollower::lost);
        Map<Integer, String> current = fences.all();
        for (int partition : context.processorPartitions()) {
            String fence = current.get(partition);
            if (fence == null) {
                throw FenceTable.lost(partition);
            }
            writers.put(
                    partition, new PartitionWriter(partition, rows, folds, seamFold, start(Fence.parse(fence), move)));
        }
        index = context.globalProcessorIndex();
        total = context.totalParallelism();
    }

    static PartitionWriter.Start start(Fence fence, SeamMove move) {
        return new PartitionWriter.Start(
                fence,
                move.horizonsAfter(fence.moves())
                        .orElseThrow(() -> new RestartableException(
                                "The seam was moved by another execution. Starting again from the fences.")));
    }

    @Override
    public void process(int ordinal, Inbox inbox) {
        int pending = writers.values().stream()
                .mapToInt(PartitionWriter::pendingGroups)
                .sum();
        while (pending < MAX_PENDING_GROUPS && inbox.poll() instanceof Delta delta) {
            PartitionWriter writer = writers.get(delta.partition());
            if (writer == null) {
                throw new RestartableException("Partition " + delta.partition() + " of the grid has moved");
            }
            writer.add(delta);
            pending += delta.parts().size();
        }
    }

    @Override
    public boolean tryProcess() {
        if (seamPulse.isDue()) {
            staged = seam.current()
                    .filter(move -> move.phase() == SeamMove.Phase.STAGED)
                    .orElse(null);
        }
        writers.values().forEach(writer -> writer.advance(staged));
        report();
        return true;
    }

    @Override
    public boolean complete() {
        tryProcess();
        return false;
    }

    @Override
    public void close() {
        writers.values().forEach(PartitionWriter::awaitEnd);
    }

    /** Tells how far all of its partitions have come: the lowest of their fences. */
    private void report() {
        if (writers.isEmpty() || !progress.isDue()) {
            return;
        }
        Coverage lowest = lowest(plan.topicId(), writers.values());
        if (!lowest.equals(reported) && tryEmit(0, new Report.Applied(index, total, lowest))) {
            reported = lowest;
        }
    }

    /** Returns what the rows of all of these partitions of the grid include. */
    static Coverage lowest(String topicId, Collection<PartitionWriter> writers) {
        SortedMap<Integer, Long> lowest = new TreeMap<>();
        writers.forEach(writer -> writer.included().ends().keySet().forEach(p -> lowest.put(p, Long.MAX_VALUE)));
        for (PartitionWriter writer : writers) {
            lowest.replaceAll(
                    (partition, end) -> Math.min(end, writer.included().end(partition)));
        }
        return new Coverage(topicId, lowest);
    }
}
