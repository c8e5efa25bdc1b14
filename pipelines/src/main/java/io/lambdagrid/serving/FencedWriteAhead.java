package io.lambdagrid.serving;

import com.hazelcast.spi.exception.RetryableHazelcastException;
import com.hazelcast.spi.impl.operationservice.MutatingOperation;

/**
 * The rows and the fence of a {@link FencedWrite} on a backup, before the primary has them. Hazelcast writes the other
 * way around: what was read from a primary that dies at that moment may never have reached a backup, and the next
 * reader finds less.
 *
 * <p>A backup that is ahead when its primary dies simply becomes the primary: the write is a repeated one then. One
 * that stays ahead, because its writer died or another was faster, is copied anew; meanwhile the write is tried again.
 */
final class FencedWriteAhead extends PartitionRowsOperation implements MutatingOperation {
    static final int CLASS_ID = 4;

    /** For deserialization. */
    FencedWriteAhead() {
        super(PartitionRows.NONE);
    }

    FencedWriteAhead(PartitionRows rows, int partitionId) {
        super(rows);
        setPartitionId(partitionId);
    }

    @Override
    public void run() {
        if (!putOnBackup()) {
            throw new RetryableHazelcastException("Backup of partition " + getPartitionId() + " of '"
                    + rows().fenceMap() + "' is not where the write starts from; it is being copied anew.");
        }
    }

    @Override
    public int getClassId() {
        return CLASS_ID;
    }
}
