package io.lambdagrid.control;

import io.lambdagrid.batch.RestoreJob;
import io.lambdagrid.serving.SqlNames;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewFold;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the generation that is served complete, up to date and findable. Rows that were lost come back from Cassandra;
 * until then the views are incomplete and say so. Confined to the dataset's control thread.
 */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final DatasetScope scope;
    private final Jobs jobs;
    private final Backoff backoff;
    private final SpeedUpkeep speed;
    private final Catalog catalog;
    private final SqlNames names;
    private @Nullable Long published;
    private @Nullable Long restoring;
    private final Set<String> publishedViews = new HashSet<>();

    Serving(DatasetScope scope, Jobs jobs, Backoff backoff, SpeedUpkeep speed, Catalog catalog) {
        this.scope = scope;
        this.jobs = jobs;
        this.backoff = backoff;
        this.speed = speed;
        this.catalog = catalog;
        this.names = new SqlNames(scope.grid());
    }

    /**
     * Takes the next step; returns whether all rows are there.
     *
     * @param next the generation to which the seam is being moved, if any
     */
    boolean upkeep(Generation generation, Optional<Generation> next) {
        if (!scope.maps(generation).isComplete()) {
            restore(generation, next);
            return false;
        }
        if (published == null || published != generation.base()) {
            publishNames(generation);
        }
        return true;
    }

    private void publishNames(Generation generation) {
        Set<String> gone = new HashSet<>(publishedViews);
        for (ViewFold fold : scope.folds(generation)) {
            names.publish(fold, generation.base());
            gone.remove(fold.view().name());
            publishedViews.add(fold.view().name());
        }
        gone.forEach(names::remove);
        publishedViews.removeAll(gone);
        published = generation.base();
    }

    private void restore(Generation generation, Optional<Generation> next) {
        String job = RestoreJob.name(generation.dataset(), generation.id());
        if (restoring == null) {
            begin(generation, job);
            return;
        }
        switch (jobs.state(job)) {
            case UNDER_WAY -> {}
            case COMPLETED -> finish(generation, next, restoring);
            case ABSENT -> begin(generation, job);
            case FAILED -> {
                restoring = null;
                throw StepFailedException.because("The rows could not be restored", jobs.failure(job));
            }
        }
    }

    private void begin(Generation generation, String job) {
        if (!backoff.mayTry(job)) {
            return;
        }
        speed.end(generation);
        jobs.end(job);
        long attempt = scope.clock().millis();
        scope.maps(generation).openForFilling(attempt);
        RestoreJob.start(scope.grid(), scope.batchPlan(generation, attempt));
        restoring = attempt;
        LOG.info("generation dataset={} id={} restoring attempt={}", generation.dataset(), generation.id(), attempt);
    }

    private void finish(Generation generation, Optional<Generation> next, long attempt) {
        restoring = null;
        GenerationMaps maps = scope.maps(generation);
        if (!maps.isFilledBy(attempt)) {
            throw new StepFailedException("Rows were lost again while they were restored; restoring them again.");
        }
        Map<String, Long> expected = catalog.store().rowCounts(generation.dataset(), generation.id());
        Map<String, Long> found = maps.rowCounts();
        if (!expected.isEmpty() && !expected.equals(found)) {
            throw new GridException(
                    GridError.VIEW_INCOMPLETE,
                    "Cassandra gave back " + found + " rows of generation " + generation.id() + ", but " + expected
                            + " were stored. Trying again; 'batch run' builds a new generation.");
        }
        maps.openForSpeed(next);
        backoff.succeeded(RestoreJob.name(generation.dataset(), generation.id()));
    }
}
