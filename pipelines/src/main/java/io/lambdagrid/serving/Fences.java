package io.lambdagrid.serving;

import java.util.Map;

/**
 * The fences of one generation: for each partition of the grid, how far its rows of all views include the log.
 *
 * <p>A fence is text: {@link #building} while the batch job fills the maps, then a {@link Fence}. Thread-safe.
 */
public interface Fences {
    /** The fence of a partition that one attempt of the batch job is filling. */
    static String building(long attempt) {
        return "building/" + attempt;
    }

    static boolean isBuilding(String fence) {
        return fence.startsWith("building/");
    }

    /** Returns how many partitions the grid has. */
    int partitions();

    /** Sets the fences of all partitions, whatever they are now. Only while no speed job can be running. */
    void setAll(String fence);

    /** Returns partition to fence; a partition without one has lost its rows. */
    Map<Integer, String> all();

    /** Returns whether every partition has its fence, and none is being filled: no row was lost. */
    default boolean areOpen() {
        Map<Integer, String> all = all();
        return all.size() == partitions() && all.values().stream().noneMatch(Fences::isBuilding);
    }

    /** Removes the fences: no write of this generation is accepted any more. */
    void destroy();
}
