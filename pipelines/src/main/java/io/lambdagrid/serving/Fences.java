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
 * The fences of one generation: for each partition of the grid, how far its rows of all views include the log.
 *
 * <p>A fence is text: {@link #building} while the batch job fills the maps, then a {@link Fence}. Its key is chosen so
 * that it lives in the very partition it guards. Thread-safe.
 */
public final class Fences {
    private static final String BUILDING = "building/";

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
    public Fences(HazelcastInstance grid, String dataset, long generation) {
        this.engine = Util.getNodeEngine(grid);
        this.grid = grid;
        this.mapName = mapName(dataset, generation);
        this.backups = engine.getConfig().findMapConfig(mapName).getTotalBackupCount();
        this.keys = PartitionKeys.of(engine.getPartitionService());
    }

    static String mapName(String dataset, long generation) {
        return "lambda.fences." + dataset + "." + generation;
    }

    /** The fence of a partition that one attempt of the batch job is filling. */
    public static String building(long attempt) {
        return BUILDING + attempt;
    }

    public static boolean isBuilding(String fence) {
        return fence.startsWith(BUILDING);
    }

    /** Returns a key that lives in a partition. */
    public Integer keyOf(int partition) {
        return keys.get(partition);
    }

    /** Returns how many partitions the grid has. */
    public int partitions() {
        return keys.size();
    }

    /** Sets the fences of all partitions, whatever they are now. Only while no speed job can be running. */
    public void setAll(String fence) {
        Map<Integer, String> fences = new HashMap<>();
        keys.forEach(key -> fences.put(key, fence));
        map().putAll(fences);
    }

    /** Returns partition to fence; a partition without one has lost its rows. */
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

    /** Returns whether every partition has its fence, and none is being filled: no row was lost. */
    public boolean areOpen() {
        Map<Integer, String> all = all();
        return all.size() == partitions() && all.values().stream().noneMatch(Fences::isBuilding);
    }

    /**
     * Puts rows of one partition and moves its fence; see {@link FencedWrite}. The future fails when the outcome is not
     * known.
     *
     * <p>Backups are written first: what can be read outlives the member it was read from. While the fence does not
     * move, nobody reads, and backups follow as usual.
     */
    public CompletableFuture<WriteOutcome> write(
            int partition, String expected, String next, List<RowChanges> batches) {
        List<MapRows> maps = batches.stream().map(RowChanges::serialized).toList();
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

    /** Removes the fences: no write of this generation is accepted any more. */
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
