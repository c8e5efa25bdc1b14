package io.lambdagrid.serving;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.partition.IPartition;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.jet.impl.util.Util;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.impl.executionservice.ExecutionService;
import com.hazelcast.spi.impl.operationservice.InvocationBuilder;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Fences in a map of the grid. The key of each is chosen so that it lives in the very partition it guards. Thread-safe.
 */
public final class GridFences implements Fences {
    /** A partition is copied within milliseconds; one that moves takes longer, but its writer may start again. */
    private static final int TRIES_AHEAD = 20;

    private static final long PAUSE_OF_TRIES_MILLIS = 100;

    private final NodeEngineImpl engine;
    private final HazelcastInstance grid;
    private final String mapName;
    private final int backups;
    private final List<Integer> keys;

    /**
     * Creates a view on the fences; touches nothing.
     *
     * @param grid a member, not a client
     */
    public GridFences(HazelcastInstance grid, String dataset, long generation) {
        this.engine = Util.getNodeEngine(grid);
        this.grid = grid;
        this.mapName = mapName(dataset, generation);
        this.backups = engine.getConfig().findMapConfig(mapName).getTotalBackupCount();
        this.keys = PartitionKeys.of(engine.getPartitionService());
    }

    static String mapName(String dataset, long generation) {
        return "lambda.fences." + dataset + "." + generation;
    }

    /** Returns a key that lives in a partition. */
    public Integer keyOf(int partition) {
        return keys.get(partition);
    }

    @Override
    public int partitions() {
        return keys.size();
    }

    @Override
    public void setAll(String fence) {
        Map<Integer, String> fences = new HashMap<>();
        keys.forEach(key -> fences.put(key, fence));
        map().putAll(fences);
    }

    @Override
    public Map<Integer, String> all() {
        Map<Integer, String> byKey = map().getAll(Set.copyOf(keys));
        Map<Integer, String> byPartition = new HashMap<>();
        for (int partition = 0; partition < keys.size(); partition++) {
            String fence = byKey.get(keys.get(partition));
            if (fence != null) {
                byPartition.put(partition, fence);
            }
        }
        return byPartition;
    }

    /**
     * Puts rows of one partition and moves its fence; see {@link FencedWrite}. The future fails when the outcome is not
     * known.
     *
     * <p>Backups are written first: what can be read outlives the member it was read from. While the fence does not
     * move, nobody reads, and backups follow as usual.
     */
    CompletableFuture<WriteOutcome> write(int partition, String expected, String next, List<MapRows> maps) {
        PartitionRows rows = new PartitionRows(mapName, data(keys.get(partition)), data(expected), data(next), maps);
        List<Integer> replicas = expected.equals(next) ? List.of() : backups(partition);
        if (replicas.isEmpty()) {
            return invoke(new FencedWrite(rows, partition));
        }
        // Hazelcast's threads for answers may not ask anew.
        return writeAhead(rows, partition, replicas)
                .thenComposeAsync(
                        ahead -> invoke(
                                ahead ? FencedWrite.afterBackups(rows, partition) : new FencedWrite(rows, partition)),
                        engine.getExecutionService().getExecutor(ExecutionService.ASYNC_EXECUTOR));
    }

    /** Returns which replicas of a partition are backups that are there. */
    private List<Integer> backups(int partition) {
        IPartition replicas = engine.getPartitionService().getPartition(partition);
        return IntStream.rangeClosed(1, backups)
                .filter(replica -> replicas.getReplicaAddress(replica) != null)
                .boxed()
                .toList();
    }

    /**
     * Writes what backups are to hold before anybody can read it.
     *
     * @return whether all of them hold it now; one that cannot be brought to where the write starts from, as after a
     *     write of a job that was replaced, leaves it to the primary to say so
     */
    private CompletableFuture<Boolean> writeAhead(PartitionRows rows, int partition, List<Integer> replicas) {
        CompletableFuture<?>[] writes = replicas.stream()
                .map(replica -> invocation(new FencedWriteAhead(rows, partition))
                        .setReplicaIndex(replica)
                        .setTryCount(TRIES_AHEAD)
                        .setTryPauseMillis(PAUSE_OF_TRIES_MILLIS)
                        .invoke())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(writes).handleAsync((all, failure) -> failure == null, Runnable::run);
    }

    private CompletableFuture<WriteOutcome> invoke(FencedWrite write) {
        return invocation(write)
                .<String>invoke()
                // On the thread that completes it: Java's default on two processors is a new thread for each call.
                .thenApplyAsync(WriteOutcome::valueOf, Runnable::run);
    }

    private InvocationBuilder invocation(Operation write) {
        return engine.getOperationService()
                .createInvocationBuilder(MapService.SERVICE_NAME, write, write.getPartitionId());
    }

    @Override
    public void destroy() {
        map().destroy();
    }

    private Data data(Object value) {
        return engine.getSerializationService().toData(value);
    }

    private IMap<Integer, String> map() {
        return grid.getMap(mapName);
    }
}
