package io.lambdagrid.control;

import io.lambdagrid.batch.BatchJob;
import io.lambdagrid.cassandra.StoredDataset;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives a generation with maps of its own from BUILDING to WARMING. Confined to the dataset's control thread. */
final class Building {
    private static final Logger LOG = LoggerFactory.getLogger(Building.class);

    private final DatasetScope scope;
    private final Jobs jobs;
    private final Backoff backoff;
    private final Catalog catalog;
    private @Nullable Attempt attempt;

    /** The attempt of ours that is under way. */
    private record Attempt(long generation, long number) {}

    Building(DatasetScope scope, Backoff backoff) {
        this.scope = scope;
        this.jobs = scope.ports().jobs();
        this.backoff = backoff;
        this.catalog = scope.ports().catalog();
    }

    /** Takes the next step. Attempts of a former owner are not trusted: they are ended and begun anew. */
    void advance(Generation generation) {
        String job = BatchJob.name(generation.dataset(), generation.id());
        if (attempt == null || attempt.generation() != generation.id()) {
            jobs.end(job);
            begin(generation, job);
            return;
        }
        switch (jobs.state(job)) {
            case UNDER_WAY -> {}
            case COMPLETED -> finish(generation, attempt.number());
            case ABSENT -> begin(generation, job);
            case FAILED -> {
                String failure = jobs.failure(job);
                if (Jobs.isPassing(failure)) {
                    begin(generation, job);
                    throw StepFailedException.because("The batch job failed and is tried again", failure);
                }
                fail(generation, failure);
            }
        }
    }

    private void begin(Generation generation, String job) {
        if (!backoff.mayTry(job)) {
            return;
        }
        long number = scope.clock().millis();
        catalog.createTables(new StoredDataset(generation.dataset(), scope.definitions(generation)));
        scope.maps(generation).openForFilling(number);
        jobs.startBatch(scope.batchPlan(generation, number));
        attempt = new Attempt(generation.id(), number);
        LOG.info(
                "generation dataset={} id={} state=BUILDING attempt={} coverage={}",
                generation.dataset(),
                generation.id(),
                number,
                generation.coverage());
    }

    private void finish(Generation generation, long number) {
        GenerationMaps maps = scope.maps(generation);
        if (!maps.isFilledBy(number) && !maps.isComplete()) {
            attempt = null;
            throw new StepFailedException("Rows were lost while the batch views were built; building them again.");
        }
        maps.openForSpeed(Optional.empty());
        Generation warming = generation.become(
                GenerationState.WARMING,
                "catching up with the log",
                scope.clock().instant());
        catalog.store()
                .change(generation, warming, maps.rowCounts())
                .requireDone("move generation " + generation.id() + " to WARMING");
        attempt = null;
    }

    private void fail(Generation generation, String why) {
        letGo(generation, why);
        throw StepFailedException.because("Generation " + generation.id() + " could not be built", why);
    }

    /** Lets a generation go that will not be served. */
    void giveUp(Generation generation, String why) {
        letGo(generation, why);
        LOG.info("generation dataset={} id={} state=FAILED reason=\"{}\"", generation.dataset(), generation.id(), why);
    }

    private void letGo(Generation generation, String why) {
        Generation failed =
                generation.become(GenerationState.FAILED, why, scope.clock().instant());
        catalog.store().change(generation, failed).requireDone("give up generation " + generation.id());
        attempt = null;
    }
}
