package io.lambdagrid.speed;

import io.lambdagrid.serving.Fence;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * For each Kafka partition of one reader, and each partition of the grid: up to which offset the deltas of the log were
 * sent. It begins with the fences, so that a record which was applied before a restart is dropped before it is counted.
 */
final class FenceTable {
    private final SortedMap<Integer, long[]> sent = new TreeMap<>();
    private final int partitions;

    FenceTable(int partitions) {
        this.partitions = partitions;
    }

    /**
     * Begins with one Kafka partition.
     *
     * @param fences the fence of each partition of the grid
     * @return the first offset to read
     */
    long start(int kafkaPartition, Map<Integer, Fence> fences) {
        long[] ends = new long[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            Fence fence = fences.get(partition);
            if (fence == null) {
                throw lost(partition);
            }
            ends[partition] = fence.included().end(kafkaPartition);
        }
        sent.put(kafkaPartition, ends);
        return Arrays.stream(ends).min().orElse(0);
    }

    static GridException lost(int partition) {
        return new GridException(
                GridError.VIEW_INCOMPLETE,
                "Partition " + partition + " of the grid has lost its rows: more members left than there are backups."
                        + " The views are being restored from their batch part and the log.");
    }

    SortedMap<Integer, long[]> ends() {
        return sent;
    }

    /** Returns the end of what was sent to any partition of the grid. */
    long highest(int kafkaPartition) {
        long[] ends = sent.get(kafkaPartition);
        return ends == null ? 0 : Arrays.stream(ends).max().orElse(0);
    }

    /** Returns whether the rows in a partition of the grid do not include this record yet. */
    boolean isNew(int kafkaPartition, long offset, int partition) {
        long[] ends = sent.get(kafkaPartition);
        return ends != null && offset >= ends[partition];
    }
}
