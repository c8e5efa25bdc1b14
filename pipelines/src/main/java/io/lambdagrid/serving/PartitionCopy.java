package io.lambdagrid.serving;

import com.hazelcast.internal.partition.impl.InternalPartitionServiceImpl;
import com.hazelcast.internal.services.ServiceNamespace;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.util.ArrayList;
import java.util.List;

/** A backup's way to become what its primary is. */
final class PartitionCopy {
    private PartitionCopy() {}

    /** Asks the primary for its rows and its fence; returns at once. On the partition's thread of a backup. */
    static void request(Operation operation, PartitionRows rows) {
        // The fence last: it may not speak for rows that have not come yet.
        List<ServiceNamespace> namespaces = new ArrayList<>();
        rows.maps().forEach(map -> namespaces.add(MapService.getObjectNamespace(map.map())));
        namespaces.add(MapService.getObjectNamespace(rows.fenceMap()));
        NodeEngine engine = operation.getNodeEngine();
        ((InternalPartitionServiceImpl) engine.getPartitionService())
                .getReplicaManager()
                .triggerPartitionReplicaSync(operation.getPartitionId(), namespaces, operation.getReplicaIndex());
    }
}
