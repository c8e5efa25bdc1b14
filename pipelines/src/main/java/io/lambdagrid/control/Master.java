package io.lambdagrid.control;

import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.view.Coverage;
import java.util.OptionalLong;
import java.util.Set;

/** The master dataset as control uses it; confined to the dataset's control thread, unless said otherwise. */
interface Master extends AutoCloseable {
    /** Returns whether there is one that has a coverage. */
    boolean exists();

    /** Makes it one of the dataset as it is declared now. */
    void evolve();

    /** Creates it, covering everything below {@code start}, unless it is there. */
    void createIfAbsent(Coverage start);

    /** Returns the newest snapshot. */
    TableSnapshot current();

    /** Returns the newest snapshot; for the thread that tells how the dataset is doing. */
    TableSnapshot shown();

    /**
     * Begins to keep the files in shape if it is time; snapshots that are needed stay.
     *
     * @param expireBefore as {@link io.lambdagrid.master.MasterUpkeep} has it
     */
    void keepInShape(Set<Long> needed, OptionalLong expireBefore);

    @Override
    void close();
}
