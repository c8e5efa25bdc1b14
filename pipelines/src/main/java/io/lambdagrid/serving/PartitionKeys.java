package io.lambdagrid.serving;

import com.hazelcast.internal.partition.InternalPartitionService;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** For each partition of the grid, a key that lives in it. */
final class PartitionKeys {
    private PartitionKeys() {}

    /** Returns the smallest non-negative integer that hashes to each partition, in the order of the partitions. */
    static List<Integer> of(InternalPartitionService partitions) {
        Integer[] keys = new Integer[partitions.getPartitionCount()];
        int missing = keys.length;
        for (int key = 0; missing > 0; key++) {
            int partition = partitions.getPartitionId(key);
            if (keys[partition] == null) {
                keys[partition] = key;
                missing--;
            }
        }
        return Collections.unmodifiableList(Arrays.asList(keys));
    }
}
