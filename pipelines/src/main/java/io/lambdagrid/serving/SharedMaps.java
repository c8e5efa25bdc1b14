package io.lambdagrid.serving;

import com.hazelcast.core.HazelcastInstance;

/** The maps that all members and clients of the grid share, by their names. Thread-safe. */
public interface SharedMaps {
    <V> SharedMap<V> map(String name);

    /** Returns the maps of a grid. */
    static SharedMaps of(HazelcastInstance grid) {
        return new GridSharedMaps(grid);
    }
}
