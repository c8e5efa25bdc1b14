package io.lambdagrid.serving;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.impl.util.Util;
import com.hazelcast.map.IMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the offsets between the seam and the next one add to the batch parts, by partition of the grid. It follows from
 * the master dataset alone, so whoever puts it puts the same. An ordinary map whose entries live in the partition they
 * are for. Thread-safe.
 */
public final class Increments {
    private final HazelcastInstance grid;
    private final String mapName;
    private final List<Integer> keys;

    /**
     * Creates a view on the map; touches nothing.
     *
     * @param grid a member, not a client
     */
    public Increments(HazelcastInstance grid, String dataset, long base) {
        this.grid = grid;
        this.mapName = mapName(dataset, base);
        this.keys = PartitionKeys.of(Util.getNodeEngine(grid).getPartitionService());
    }

    /** Returns the name of the map: partition key to {@link Delta}. */
    public static String mapName(String dataset, long base) {
        return "lambda.increments." + dataset + "." + base;
    }

    public void put(Delta increment) {
        map().set(keys.get(increment.partition()), increment);
    }

    /** Returns what is added to a partition; {@code null} when nothing is. */
    public @Nullable Delta get(int partition) {
        return map().get(keys.get(partition));
    }

    public void destroy() {
        map().destroy();
    }

    private IMap<Integer, Delta> map() {
        return grid.getMap(mapName);
    }
}
