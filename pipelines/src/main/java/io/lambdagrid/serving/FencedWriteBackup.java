package io.lambdagrid.serving;

import com.hazelcast.spi.impl.operationservice.BackupOperation;

/**
 * The same rows and the same fence on a backup, so that what a backup holds is always a prefix of what the primary
 * holds, even when a write was missed on the way.
 */
final class FencedWriteBackup extends PartitionRowsOperation implements BackupOperation {
    static final int CLASS_ID = 2;

    /** For deserialization. */
    FencedWriteBackup() {
        this(PartitionRows.NONE);
    }

    FencedWriteBackup(PartitionRows rows) {
        super(rows);
    }

    @Override
    public void run() {
        if (!putOnBackup()) {
            throw new IllegalStateException("Backup of partition " + getPartitionId() + " of '" + rows().fenceMap()
                    + "' has missed a write; it is being copied anew.");
        }
    }

    @Override
    public int getClassId() {
        return CLASS_ID;
    }
}
