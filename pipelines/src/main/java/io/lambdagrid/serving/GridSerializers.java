package io.lambdagrid.serving;

import com.hazelcast.config.Config;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/** Makes the operations on view maps, and the items that lead to them, known to a member. */
public final class GridSerializers implements DataSerializableFactory {
    static final int FACTORY_ID = 5701;

    /** Adds what a member of the grid needs to its configuration. */
    public static void install(Config member) {
        member.getSerializationConfig().addDataSerializableFactory(FACTORY_ID, new GridSerializers());
    }

    private GridSerializers() {}

    @Override
    public IdentifiedDataSerializable create(int classId) {
        return switch (classId) {
            case FencedWrite.CLASS_ID -> new FencedWrite();
            case FencedWriteBackup.CLASS_ID -> new FencedWriteBackup();
            case Delta.CLASS_ID -> new Delta();
            default -> throw new IllegalArgumentException("Unknown class id " + classId);
        };
    }
}
