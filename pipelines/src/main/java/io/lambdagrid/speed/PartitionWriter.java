package io.lambdagrid.speed;

import com.hazelcast.jet.RestartableException;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Fence;
import io.lambdagrid.serving.FencedRows;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.serving.RowChanges;
import io.lambdagrid.serving.RowParts;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.serving.WriteOutcome;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewFold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Applies deltas to one partition of the grid, one write after the other, so that what is applied is always a prefix of
 * the log; and moves the partition's seam when all before the next one is applied. Confined to the thread of its
 * {@link Apply}.
 */
final class PartitionWriter {
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(2);

    private final int partition;
    private final FencedRows rows;
    private final List<ViewFold> views;
    private final List<Parts> parts;
    private final SeamFold seamFold;
    private final List<Map<String, RowParts>> pending = new ArrayList<>();
    private Fence fence;
    private Horizons horizons;
    private Fence pendingFence;
    private @Nullable Start underWayTo;
    private @Nullable CompletableFuture<WriteOutcome> underWay;

    /** Where the partition is: its fence, and which of its rows have left. */
    record Start(Fence fence, Horizons horizons) {}

    PartitionWriter(int partition, FencedRows rows, List<ViewFold> views, SeamFold seamFold, Start start) {
        this.partition = partition;
        this.rows = rows;
        this.views = List.copyOf(views);
        this.parts = views.stream().map(Parts::new).toList();
        this.seamFold = seamFold;
        this.fence = start.fence();
        this.horizons = start.horizons();
        this.pendingFence = fence;
        views.forEach(view -> pending.add(new HashMap<>()));
    }

    /** Returns what the rows of the partition are known to include. */
    Coverage included() {
        return fence.included();
    }

    int pendingGroups() {
        return pending.stream().mapToInt(Map::size).sum();
    }

    /**
     * Adds a delta to those that wait.
     *
     * @throws RestartableException when it does not continue where the last one ended: another execution has written
     *     since the reader looked at the fences
     */
    void add(Delta delta) {
        for (Delta.Range range : delta.ranges()) {
            long end = pendingFence.included().end(range.kafkaPartition());
            if (end != range.from()) {
                throw new RestartableException("Partition " + partition + " of the grid includes offset " + end
                        + " of partition " + range.kafkaPartition() + ", but a delta begins at " + range.from()
                        + ". Starting again from the fences.");
            }
            pendingFence = pendingFence.with(range.kafkaPartition(), range.end());
        }
        for (Delta.Part part : delta.parts()) {
            pending.get(part.view())
                    .merge(
                            part.key(),
                            RowParts.NONE.withRealtime(part.slot(), part.bytes()),
                            parts.get(part.view())::merge);
        }
    }

    /**
     * Takes note of a write that has ended and begins the next one; does not wait.
     *
     * @param move the move of the seam that lies ready, if any: it goes first as soon as everything before the next
     *     seam is applied
     */
    void advance(@Nullable SeamMove move) {
        if (underWay != null && underWay.isDone()) {
            settle(underWay);
            underWay = null;
        }
        if (underWay != null) {
            return;
        }
        if (move != null && fence.moves() == move.moves() && fence.included().reaches(move.cut())) {
            pendingFence = pendingFence.moved();
            write(new Start(fence.moved(), move.nextHorizons()), seamFold.changes(partition, move));
        } else if (!pendingFence.equals(fence)) {
            write(new Start(pendingFence, horizons), pendingRows());
        }
    }

    /** Returns when the write under way has ended: what is seen of the rows afterwards is final. */
    void awaitEnd() {
        if (underWay != null) {
            underWay.handle((outcome, failure) -> outcome)
                    .completeOnTimeout(null, LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private void settle(CompletableFuture<WriteOutcome> write) {
        switch (outcome(write)) {
            case APPLIED, REPEATED -> {
                Start reached = Objects.requireNonNull(underWayTo);
                fence = reached.fence();
                horizons = reached.horizons();
            }
            case REFUSED ->
                throw new RestartableException(
                        "Partition " + partition + " of the grid was written by another execution. Starting again.");
            case NO_FENCE -> throw FenceTable.lost(partition);
        }
    }

    private WriteOutcome outcome(CompletableFuture<WriteOutcome> write) {
        try {
            return write.join();
        } catch (CompletionException e) {
            throw new RestartableException(
                    "Whether a write to partition " + partition + " of the grid was applied is not known."
                            + " Starting again from the fences.",
                    e);
        }
    }

    private List<RowChanges> pendingRows() {
        List<RowChanges> changes = new ArrayList<>();
        for (int view = 0; view < pending.size(); view++) {
            if (!pending.get(view).isEmpty()) {
                changes.add(merged(view, pending.get(view)));
                pending.set(view, new HashMap<>());
            }
        }
        return changes;
    }

    private void write(Start next, List<RowChanges> changes) {
        underWayTo = next;
        underWay = rows.write(partition, fence.toString(), next.fence().toString(), changes);
    }

    /** What rows that have left would get is dropped: a late event must not bring one back with less than it had. */
    private RowChanges merged(int view, Map<String, RowParts> deltas) {
        deltas.keySet().removeIf(key -> views.get(view).hasLeft(key, horizons));
        Map<String, RowParts> changes = new HashMap<>();
        Map<String, RowParts> found = rows.read(view, deltas.keySet());
        deltas.forEach((key, delta) ->
                changes.put(key, parts.get(view).merge(found.getOrDefault(key, RowParts.NONE), delta)));
        return new RowChanges(view, changes);
    }
}
