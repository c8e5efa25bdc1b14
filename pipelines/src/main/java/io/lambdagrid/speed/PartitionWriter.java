package io.lambdagrid.speed;

import com.hazelcast.jet.RestartableException;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.RowChanges;
import io.lambdagrid.serving.ViewRows;
import io.lambdagrid.serving.WriteOutcome;
import io.lambdagrid.view.Coverage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Applies deltas to one partition of the grid, one write after the other, so that what is applied is always a prefix of
 * the log. Confined to the thread of its {@link Apply}.
 */
final class PartitionWriter {
    private final int partition;
    private final Fences fences;
    private final List<ViewRows> views;
    private final List<Map<String, byte[]>> pending = new ArrayList<>();
    private Coverage fence;
    private Coverage pendingFence;
    private @Nullable Coverage fenceUnderWay;
    private @Nullable CompletableFuture<WriteOutcome> underWay;

    PartitionWriter(int partition, Fences fences, List<ViewRows> views, Coverage fence) {
        this.partition = partition;
        this.fences = fences;
        this.views = views;
        this.fence = fence;
        this.pendingFence = fence;
        views.forEach(view -> pending.add(new HashMap<>()));
    }

    /** Returns what the rows of the partition are known to include. */
    Coverage fence() {
        return fence;
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
            if (pendingFence.end(range.kafkaPartition()) != range.from()) {
                throw new RestartableException("Partition " + partition + " of the grid includes offset "
                        + pendingFence.end(range.kafkaPartition()) + " of partition " + range.kafkaPartition()
                        + ", but a delta begins at " + range.from() + ". Starting again from the fences.");
            }
            pendingFence = pendingFence.with(range.kafkaPartition(), range.end());
        }
        for (Delta.Part part : delta.parts()) {
            pending.get(part.view())
                    .merge(part.key(), part.bytes(), views.get(part.view()).parts()::merge);
        }
    }

    /** Takes note of a write that has ended and begins the next one; does not wait. */
    void advance() {
        if (underWay != null && underWay.isDone()) {
            settle(underWay);
            underWay = null;
        }
        if (underWay == null && !pendingFence.equals(fence)) {
            begin();
        }
    }

    private void settle(CompletableFuture<WriteOutcome> write) {
        switch (outcome(write)) {
            case APPLIED, REPEATED -> fence = Objects.requireNonNull(fenceUnderWay);
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

    private void begin() {
        List<RowChanges> batches = new ArrayList<>();
        for (int view = 0; view < pending.size(); view++) {
            if (!pending.get(view).isEmpty()) {
                batches.add(merged(views.get(view), pending.get(view)));
                pending.set(view, new HashMap<>());
            }
        }
        fenceUnderWay = pendingFence;
        underWay = fences.write(partition, fence.toString(), pendingFence.toString(), batches);
    }

    private static RowChanges merged(ViewRows view, Map<String, byte[]> deltas) {
        RowChanges batch = new RowChanges(view);
        Map<String, GenericRecord> rows = view.read(deltas.keySet());
        deltas.forEach((key, delta) -> {
            GenericRecord row = rows.get(key);
            byte[] realtime = row == null ? null : ViewRows.realtimePart(row);
            byte[] batchPart = row == null ? null : ViewRows.batchPart(row);
            batch.add(key, batchPart, realtime == null ? delta : view.parts().merge(realtime, delta));
        });
        return batch;
    }
}
