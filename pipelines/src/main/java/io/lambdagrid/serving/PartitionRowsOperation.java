package io.lambdagrid.serving;

import com.hazelcast.internal.services.ObjectNamespace;
import com.hazelcast.internal.services.ServiceNamespaceAware;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.PartitionContainer;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.Operation;
import com.hazelcast.spi.impl.operationservice.PartitionAwareOperation;
import java.io.IOException;

/** An operation that carries rows to one replica of their partition. */
abstract class PartitionRowsOperation extends Operation
        implements PartitionAwareOperation, ServiceNamespaceAware, IdentifiedDataSerializable {
    private PartitionRows rows;

    PartitionRowsOperation(PartitionRows rows) {
        this.rows = rows;
    }

    final PartitionRows rows() {
        return rows;
    }

    /** Returns where the replica keeps what it holds; on the partition's thread. */
    final PartitionContainer container() {
        return ((MapService) getService()).getMapServiceContext().getPartitionContainer(getPartitionId());
    }

    /**
     * Puts the rows into the replica, a backup; returns whether it holds them now. One that cannot take them is copied
     * anew.
     */
    final boolean putOnBackup() {
        boolean isHeld = switch (rows.compareAndPut(container(), Replica.BACKUP)) {
            case APPLIED, REPEATED -> true;
            case REFUSED, NO_FENCE -> false;
        };
        if (!isHeld) {
            PartitionCopy.request(this, rows);
        }
        return isHeld;
    }

    @Override
    public final String getServiceName() {
        return MapService.SERVICE_NAME;
    }

    @Override
    public final ObjectNamespace getServiceNamespace() {
        return MapService.getObjectNamespace(rows.fenceMap());
    }

    @Override
    public final int getFactoryId() {
        return GridSerializers.FACTORY_ID;
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
