package io.lambdagrid.serving;

import com.hazelcast.internal.services.ObjectNamespace;
import com.hazelcast.internal.services.ServiceNamespaceAware;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.MapServiceContext;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.exception.RetryableHazelcastException;
import com.hazelcast.spi.impl.operationservice.MutatingOperation;
import com.hazelcast.spi.impl.operationservice.Operation;
import com.hazelcast.spi.impl.operationservice.PartitionAwareOperation;
import java.io.IOException;

/**
 * The rows and the fence of a {@link FencedWrite} on a backup, before the primary has them. Hazelcast writes the other
 * way around: what was read from a primary that dies at that moment may never have reached a backup, and the next
 * reader finds less.
 *
 * <p>A backup that is ahead when its primary dies simply becomes the primary: the write is a repeated one then. One
 * that stays ahead, because its primary was written by somebody else, refuses the next write and is copied anew.
 */
final class FencedWriteAhead extends Operation
        implements PartitionAwareOperation, MutatingOperation, ServiceNamespaceAware, IdentifiedDataSerializable {
    static final int CLASS_ID = 4;

    private PartitionRows rows;

    /** For deserialization. */
    FencedWriteAhead() {
        this.rows = PartitionRows.NONE;
    }

    FencedWriteAhead(PartitionRows rows, int partitionId) {
        this.rows = rows;
        setPartitionId(partitionId);
    }

    @Override
    public void run() {
        MapServiceContext maps = ((MapService) getService()).getMapServiceContext();
        WriteOutcome outcome = rows.compareAndPut(maps.getPartitionContainer(getPartitionId()), Replica.BACKUP);
        if (outcome == WriteOutcome.REFUSED || outcome == WriteOutcome.NO_FENCE) {
            PartitionCopy.request(this, rows);
            throw new RetryableHazelcastException("Backup of partition " + getPartitionId() + " of '" + rows.fenceMap()
                    + "' is not where the write starts from; it is being copied anew.");
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
