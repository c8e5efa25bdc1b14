package io.lambdagrid.serving;

import com.hazelcast.map.impl.MapContainer;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.impl.operationservice.BackupAwareOperation;
import com.hazelcast.spi.impl.operationservice.MutatingOperation;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.io.IOException;

/**
 * Puts rows into the view maps of one partition and moves the partition's fence, all or nothing, if the fence is where
 * the writer believes it to be.
 *
 * <p>This compare-and-set is what makes the speed layer exact. A fence says up to which offsets the rows of its
 * partition include the log. A write carries the fence it starts from and the fence it leads to: repeated, it changes
 * nothing; out of order, or from a job that has been replaced, it is refused. It is also what makes a lost partition
 * visible: where there is no fence, no write is accepted.
 *
 * <p>Runs on the partition's thread, which also orders it among all reads of these rows. Backups get the same rows and
 * the same fences, usually before; one that has missed a write refuses the next and asks for a copy of the partition
 * instead.
 */
final class FencedWrite extends PartitionRowsOperation implements BackupAwareOperation, MutatingOperation {
    static final int CLASS_ID = 1;

    private boolean isOnBackups;
    private transient WriteOutcome outcome = WriteOutcome.REFUSED;

    /** For deserialization. */
    FencedWrite() {
        super(PartitionRows.NONE);
    }

    FencedWrite(PartitionRows rows, int partitionId) {
        super(rows);
        setPartitionId(partitionId);
    }

    /** Returns a write whose rows its backups hold already; they only have to agree. */
    static FencedWrite afterBackups(PartitionRows rows, int partitionId) {
        FencedWrite write = new FencedWrite(rows, partitionId);
        write.isOnBackups = true;
        return write;
    }

    @Override
    public void run() {
        outcome = rows().compareAndPut(container(), Replica.PRIMARY);
    }

    @Override
    public Object getResponse() {
        return outcome.name();
    }

    @Override
    public boolean shouldBackup() {
        return outcome == WriteOutcome.APPLIED;
    }

    @Override
    public int getSyncBackupCount() {
        return fences().getBackupCount();
    }

    @Override
    public int getAsyncBackupCount() {
        return fences().getAsyncBackupCount();
    }

    private MapContainer fences() {
        return container().getExistingRecordStore(rows().fenceMap()).getMapContainer();
    }

    @Override
    public Operation getBackupOperation() {
        return new FencedWriteBackup(isOnBackups ? rows().alreadyThere() : rows());
    }

    @Override
    public int getClassId() {
        return CLASS_ID;
    }

    @Override
    protected void writeInternal(ObjectDataOutput out) throws IOException {
        super.writeInternal(out);
        out.writeBoolean(isOnBackups);
    }

    @Override
    protected void readInternal(ObjectDataInput in) throws IOException {
        super.readInternal(in);
        isOnBackups = in.readBoolean();
    }
}
