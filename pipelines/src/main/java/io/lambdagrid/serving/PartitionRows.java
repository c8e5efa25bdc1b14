package io.lambdagrid.serving;

import com.hazelcast.internal.nio.IOUtil;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.impl.HeapData;
import com.hazelcast.map.impl.PartitionContainer;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Rows of several view maps that belong to one partition, with the fence they move, in serialized form.
 *
 * @param fenceMap the map of fences
 * @param fenceKey the key of this partition's fence
 * @param expected the fence the write starts from
 * @param next the fence it leads to; the same as {@code expected} when the fence does not move
 */
record PartitionRows(String fenceMap, Data fenceKey, Data expected, Data next, List<MapRows> maps) {
    private static final Data NOTHING = new HeapData(new byte[0]);

    /** What an operation holds before deserialization has filled it. */
    static final PartitionRows NONE = new PartitionRows("", NOTHING, NOTHING, NOTHING, List.of());

    /** Applies the rows to one replica, on the partition's thread. */
    WriteOutcome compareAndPut(PartitionContainer container, Replica replica) {
        RecordStore<?> fences = container.getExistingRecordStore(fenceMap);
        Record<?> fence = fences == null ? null : fences.getRecordOrNull(fenceKey, replica == Replica.BACKUP);
        if (fences == null || fence == null) {
            return WriteOutcome.NO_FENCE;
        }
        boolean moves = !expected.equals(next);
        if (moves && next.equals(fence.getValue())) {
            return WriteOutcome.REPEATED;
        }
        if (!expected.equals(fence.getValue())) {
            return WriteOutcome.REFUSED;
        }
        for (MapRows map : maps) {
            map.put(container, replica);
        }
        if (moves) {
            replica.put(fences, fenceKey, next);
        }
        return WriteOutcome.APPLIED;
    }

    /** Returns what a replica agrees to that was written before, and no other. */
    PartitionRows alreadyThere() {
        return new PartitionRows(
                fenceMap,
                fenceKey,
                next,
                next,
                maps.stream().map(MapRows::withoutRows).toList());
    }

    void write(ObjectDataOutput out) throws IOException {
        out.writeString(fenceMap);
        IOUtil.writeData(out, fenceKey);
        IOUtil.writeData(out, expected);
        IOUtil.writeData(out, next);
        out.writeInt(maps.size());
        for (MapRows map : maps) {
            map.write(out);
        }
    }

    static PartitionRows read(ObjectDataInput in) throws IOException {
        String fenceMap = Objects.requireNonNull(in.readString());
        Data fenceKey = IOUtil.readData(in);
        Data expected = IOUtil.readData(in);
        Data next = IOUtil.readData(in);
        int count = in.readInt();
        List<MapRows> maps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            maps.add(MapRows.read(in));
        }
        return new PartitionRows(fenceMap, fenceKey, expected, next, maps);
    }
}
