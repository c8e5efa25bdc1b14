package io.lambdagrid.serving;

import com.hazelcast.internal.services.ObjectNamespace;
import com.hazelcast.internal.services.ServiceNamespaceAware;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.MapServiceContext;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.BackupOperation;
import com.hazelcast.spi.impl.operationservice.Operation;
import com.hazelcast.spi.impl.operationservice.PartitionAwareOperation;
import java.io.IOException;

/**
 * The same rows and the same fence on a backup, so that what a backup holds is always a prefix of what the primary
 * holds, even when a write was missed on the way.
 */
final class FencedWriteBackup extends Operation
        implements PartitionAwareOperation, BackupOperation, ServiceNamespaceAware, IdentifiedDataSerializable {
    static final int CLASS_ID = 2;

    private PartitionRows rows;

    /** For deserialization. */
    FencedWriteBackup() {
        this(PartitionRows.NONE);
    }

    FencedWriteBackup(PartitionRows rows) {
        this.rows = rows;
    }

    @Override
    public void run() {
        MapServiceContext maps = ((MapService) getService()).getMapServiceContext();
        WriteOutcome outcome = rows.compareAndPut(maps.getPartitionContainer(getPartitionId()), Replica.BACKUP);
        if (outcome == WriteOutcome.REFUSED || outcome == WriteOutcome.NO_FENCE) {
            PartitionCopy.request(this, rows);
            throw new IllegalStateException("Backup of partition " + getPartitionId() + " of '" + rows.fenceMap()
                    + "' has missed a write; it is being copied anew.");
        }
    }

    @Override
    public String getServiceName() {
        return MapService.SERVICE_NAME;
    }

    @Override
    public ObjectNamespace getServiceNamespace() {
        return MapService.getObjectNamespace(rows.fenceMap());
    }

    @Override
    public int getFactoryId() {
        return GridSerializers.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return CLASS_ID;
    }

    @Override
    protected void writeInternal(ObjectDataOutput out) throws IOException {
        rows.write(out);
    }

    @Override
    protected void readInternal(ObjectDataInput in) throws IOException {
        rows = PartitionRows.read(in);
    }
}
