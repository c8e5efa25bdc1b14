package io.lambdagrid.speed;

import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.DeltaBuilder;
import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ViewFold;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Folds the records of one reader into deltas that continue each other: those of one partition of the grid, laid end to
 * end, cover the log from its fence on without gap or overlap.
 *
 * <p>Pure: reads no clock and does no I/O. Confined to one thread.
 */
final class PreAggregation {
    private final DeltaBuilder builder;
    private final FenceTable fences;

    /** Who gets a delta. */
    enum Recipients {
        /** Partitions of the grid that have rows to change. */
        WITH_ROWS,
        /** Those, and all that have not heard yet how far the log was read. */
        ALL_BEHIND
    }

    PreAggregation(List<ViewFold> folds, FenceTable fences, ToIntFunction<String> partitionOf) {
        this.builder = new DeltaBuilder(folds, partitionOf);
        this.fences = fences;
    }

    /**
     * Adds a record to one view, unless its row includes it already.
     *
     * @param slot the real-time part it belongs to
     * @throws NotComputableException when the view cannot be computed for this row
     */
    void add(int view, RealtimeSlot slot, @Nullable Object[] row, int kafkaPartition, long offset) {
        builder.add(view, slot, row, partition -> fences.isNew(kafkaPartition, offset, partition));
    }

    /** Passes over what belongs to rows that have left, from now on. */
    void passOver(Horizons gone) {
        builder.passOver(gone);
    }

    /** Returns how often something new was passed over because its row has left, for each view. */
    long[] passedOver() {
        return builder.passedOver();
    }

    /** Returns how many groups have gathered. */
    int size() {
        return builder.size();
    }

    /**
     * Returns what has gathered, and begins anew.
     *
     * @param positions for each Kafka partition, the offset up to which all records were added
     */
    List<Delta> drain(Map<Integer, Long> positions, Recipients recipients) {
        SortedMap<Integer, Delta> deltas = builder.drain();
        if (recipients == Recipients.ALL_BEHIND) {
            addPartitionsBehind(positions, deltas);
        }
        deltas.values().forEach(delta -> addRanges(delta, positions));
        return List.copyOf(deltas.values());
    }

    private void addPartitionsBehind(Map<Integer, Long> positions, Map<Integer, Delta> deltas) {
        fences.ends().forEach((kafkaPartition, ends) -> {
            long position = positions.getOrDefault(kafkaPartition, 0L);
            for (int partition = 0; partition < ends.length; partition++) {
                if (ends[partition] < position) {
                    deltas.computeIfAbsent(partition, behind -> new Delta(behind));
                }
            }
        });
    }

    private void addRanges(Delta delta, Map<Integer, Long> positions) {
        fences.ends().forEach((kafkaPartition, ends) -> {
            long from = ends[delta.partition()];
            long end = positions.getOrDefault(kafkaPartition, 0L);
            if (end > from) {
                delta.ranges().add(new Delta.Range(kafkaPartition, from, end));
                ends[delta.partition()] = end;
            }
        });
    }
}
