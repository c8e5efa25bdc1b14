package io.lambdagrid.serving;

import com.hazelcast.config.Config;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/** Makes the operations on view maps, and the items that lead to them, known to a member. */
public final class GridSerializers implements DataSerializableFactory {
    static final int FACTORY_ID = 5701;

    /** Adds what a member of the grid needs to its configuration; before any member is started. */
    public static void install(Config member) {
        // A copy of a partition is taken at one moment and arrives in order: a fence never speaks for older rows.
        System.setProperty("hazelcast.partition.replica.offload", "false");
        member.getSerializationConfig().addDataSerializableFactory(FACTORY_ID, new GridSerializers());
    }

    private GridSerializers() {}

    @Override
    public IdentifiedDataSerializable create(int classId) {
        return switch (classId) {
            case FencedWrite.CLASS_ID -> new FencedWrite();
            case FencedWriteBackup.CLASS_ID -> new FencedWriteBackup();
            case FencedWriteAhead.CLASS_ID -> new FencedWriteAhead();
            case Delta.CLASS_ID -> new Delta();
            default -> throw new IllegalArgumentException("Unknown class id " + classId);
        };
    }
}
