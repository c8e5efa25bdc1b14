package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import io.lambdagrid.view.GridError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives a generation with maps of its own from WARMING to SERVING. Confined to the dataset's control thread. */
final class Warming {
    private static final Logger LOG = LoggerFactory.getLogger(Warming.class);

    private final DatasetScope scope;
    private final SpeedUpkeep speed;
    private final Switching switching;
    private final Catalog catalog;
    private final LostRows lost;
    private final Guidance guidance;
    private final Healing healing;
    private @Nullable Target firstTarget;

    /** What the first generation of all has to reach: the end of the log when it began to warm. */
    private record Target(long generation, Coverage coverage) {}

    Warming(
            DatasetScope scope,
            SpeedUpkeep speed,
            Switching switching,
            LostRows lost,
            Guidance guidance,
            Healing healing) {
        this.scope = scope;
        this.speed = speed;
        this.switching = switching;
        this.catalog = scope.ports().catalog();
        this.lost = lost;
        this.guidance = guidance;
        this.healing = healing;
    }

    /** Takes the next step; returns whether the generation is served now. */
    boolean advance(Generation generation, CatalogSnapshot snapshot) {
        GenerationMaps maps = scope.maps(generation);
        if (!maps.isComplete()) {
            String why = "rows were lost with more members than there are backups";
            giveUp(generation, why);
            throw new StepFailedException("Generation " + generation.id() + " was given up: " + why + ".");
        }
        keepRunning(generation);
        Coverage target = snapshot.serving()
                .map(serving ->
                        lost.seen(serving).orElseGet(() -> scope.maps(serving).applied()))
                .orElseGet(() -> firstTarget(generation));
        if (!switching.reaches(generation, target)) {
            return false;
        }
        Generation replaced = snapshot.serving().orElse(null);
        if (replaced != null && !(guidance.areAllAsking() && switching.overtakes(generation, replaced))) {
            return false;
        }
        publish(generation, replaced);
        return true;
    }

    /** While it was built, Kafka may have deleted where it was to go on from. */
    private void keepRunning(Generation generation) {
        try {
            speed.keepRunning(generation);
        } catch (StepFailedException e) {
            if (e.error() == GridError.RECORDS_EXPIRED && healing.isRecomputation(generation)) {
                giveUp(generation, e.error().code() + "  " + e.sentence());
            }
            throw e;
        }
    }

    private Coverage firstTarget(Generation generation) {
        if (firstTarget == null || firstTarget.generation() != generation.id()) {
            firstTarget = new Target(
                    generation.id(),
                    scope.ports().topics().inspect(scope.dataset().topic()).end());
        }
        return firstTarget.coverage();
    }

    private void publish(Generation generation, @Nullable Generation replaced) {
        Generation serving =
                generation.become(GenerationState.SERVING, "", scope.clock().instant());
        Generation retiring = replaced == null
                ? null
                : replaced.become(
                        GenerationState.RETIRING,
                        "replaced by generation " + generation.id(),
                        scope.clock().instant());
        catalog.store().publish(serving, retiring).requireDone("switch to generation " + generation.id());
        LOG.info(
                "generation dataset={} id={} state=SERVING replaced={}",
                generation.dataset(),
                generation.id(),
                replaced == null ? "none" : replaced.id());
    }

    /** Lets a generation go that will not be served. */
    void giveUp(Generation generation, String why) {
        Generation failed =
                generation.become(GenerationState.FAILED, why, scope.clock().instant());
        catalog.store().change(generation, failed).requireDone("give up generation " + generation.id());
        LOG.info("generation dataset={} id={} state=FAILED reason=\"{}\"", generation.dataset(), generation.id(), why);
    }
}
