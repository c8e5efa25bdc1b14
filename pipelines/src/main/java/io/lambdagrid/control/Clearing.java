package io.lambdagrid.control;

import io.lambdagrid.batch.BatchJob;
import io.lambdagrid.batch.RestoreJob;
import io.lambdagrid.batch.StageJob;
import io.lambdagrid.batch.StoreJob;
import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes away what generations have left behind that have ended, whoever has ended them: jobs, maps, and stored rows.
 * Nothing leaves its last state, so whatever the catalog is like by now, nobody needs this any more; before that state
 * nothing may be taken away, for another half of a split cluster may have decided otherwise. Confined to the dataset's
 * control thread.
 */
final class Clearing {
    private final DatasetScope scope;
    private final SpeedUpkeep speed;
    private final Housekeeping housekeeping;
    private final ReadersLeft readers;

    /** What this owner has seen to; what former ones have is not known. */
    private final Set<Long> cleared = new HashSet<>();

    Clearing(DatasetScope scope, SpeedUpkeep speed, Housekeeping housekeeping, ReadersLeft readers) {
        this.scope = scope;
        this.speed = speed;
        this.housekeeping = housekeeping;
        this.readers = readers;
    }

    /** Takes the next step. */
    void advance(CatalogSnapshot snapshot) {
        boolean areRowsLeft = false;
        for (Generation generation : left(snapshot)) {
            endJobs(generation);
            if (!isBaseHeld(generation, snapshot)) {
                if (generation.state() == GenerationState.RETIRED && !readers.areGone(generation)) {
                    continue;
                }
                speed.end(generation);
                scope.maps(generation).destroy();
            }
            boolean isAfterServed = snapshot.serving()
                    .filter(serving -> generation.id() > serving.base())
                    .isPresent();
            areRowsLeft |= !isAfterServed;
            if (!isAfterServed || areRowsGone(generation, snapshot)) {
                cleared.add(generation.id());
            }
        }
        if (areRowsLeft) {
            removeRowsBeforeHeld(snapshot);
        }
    }

    /**
     * Returns whether nothing is left. Until then, what is served cannot be continued: rows that are stored after it
     * would be taken for newer ones of its own.
     */
    boolean isDone(CatalogSnapshot snapshot) {
        return left(snapshot).isEmpty();
    }

    private List<Generation> left(CatalogSnapshot snapshot) {
        return snapshot.generations().stream()
                .filter(generation -> !cleared.contains(generation.id()))
                .filter(generation -> switch (generation.state()) {
                    case BUILDING, WARMING, SERVING, RETIRING -> false;
                    case FAILED -> true;
                    // Where an incremental generation lives on in its maps, it needs its rows, too.
                    case RETIRED -> !isBaseHeld(generation, snapshot);
                })
                .toList();
    }

    private static boolean isBaseHeld(Generation generation, CatalogSnapshot snapshot) {
        return snapshot.generations().stream()
                .filter(other -> other.base() == generation.base())
                .anyMatch(other -> switch (other.state()) {
                    case BUILDING, WARMING, SERVING, RETIRING -> true;
                    case RETIRED, FAILED -> false;
                });
    }

    private void endJobs(Generation generation) {
        Jobs jobs = scope.ports().jobs();
        String dataset = generation.dataset();
        jobs.end(BatchJob.name(dataset, generation.id()));
        jobs.end(RestoreJob.name(dataset, generation.id()));
        jobs.end(StageJob.name(dataset, generation.id()));
        jobs.end(StoreJob.name(dataset, generation.id()));
    }

    /** Rows of generations that an incremental one continues are read as if they were its own. */
    private boolean areRowsGone(Generation generation, CatalogSnapshot snapshot) {
        long first = isBaseHeld(generation, snapshot) ? generation.id() : generation.base();
        return housekeeping.areRemoved(generation, first);
    }

    private void removeRowsBeforeHeld(CatalogSnapshot snapshot) {
        snapshot.generations().stream()
                .filter(generation ->
                        generation.state() == GenerationState.SERVING || generation.state() == GenerationState.RETIRING)
                .mapToLong(Generation::base)
                .min()
                .ifPresent(
                        oldest -> housekeeping.servedOnlySince(scope.dataset().name(), oldest));
    }
}
