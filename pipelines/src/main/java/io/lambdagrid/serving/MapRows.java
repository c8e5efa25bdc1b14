package io.lambdagrid.serving;

import com.hazelcast.internal.nio.IOUtil;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.impl.PartitionContainer;
import com.hazelcast.map.impl.recordstore.RecordStore;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one map, in serialized form.
 *
 * @param keys in parallel to {@code values}
 * @param values {@code null} where the row is taken away
 */
record MapRows(String map, List<Data> keys, List<@Nullable Data> values) {
    void put(PartitionContainer container, Replica replica) {
        RecordStore<?> store = container.getRecordStore(map);
        for (int i = 0; i < keys.size(); i++) {
            Data value = values.get(i);
            if (value == null) {
                replica.remove(store, keys.get(i));
            } else {
                replica.put(store, keys.get(i), value);
            }
        }
    }

    /** Returns the name of the map alone. */
    MapRows withoutRows() {
        return new MapRows(map, List.of(), List.of());
    }

    void write(ObjectDataOutput out) throws IOException {
        out.writeString(map);
        out.writeInt(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            IOUtil.writeData(out, keys.get(i));
            IOUtil.writeData(out, values.get(i));
        }
    }

    static MapRows read(ObjectDataInput in) throws IOException {
        String map = Objects.requireNonNull(in.readString());
        int count = in.readInt();
        List<Data> keys = new ArrayList<>(count);
        List<@Nullable Data> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(IOUtil.readData(in));
            values.add(IOUtil.readData(in));
        }
        return new MapRows(map, keys, values);
    }
}
