package io.lambdagrid.client.wire;

import java.time.OffsetDateTime;

/**
 * How far each layer has come in one partition of a topic. All offsets are exclusive ends.
 *
 * @param logStart the first offset that Kafka still has
 * @param endOffset the end of the log
 * @param archived end of the master dataset
 * @param batchEnd end of the batch views being served: the seam
 * @param appliedEnd end of what the merged views include
 * @param lagRecords {@code endOffset - appliedEnd}
 */
public record PartitionStatus(
        String dataset,
        String topic,
        int partition,
        long logStart,
        long endOffset,
        long archived,
        long batchEnd,
        long appliedEnd,
        long lagRecords,
        OffsetDateTime updatedAt) {}
