package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives a generation with maps of its own from WARMING to SERVING. Confined to the dataset's control thread. */
final class Warming {
    private static final Logger LOG = LoggerFactory.getLogger(Warming.class);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final DatasetScope scope;
    private final SpeedUpkeep speed;
    private final Catalog catalog;
    private final TopicInspector inspector;
    private @Nullable Target firstTarget;

    /** What the first generation of all has to reach: the end of the log when it began to warm. */
    private record Target(long generation, Coverage coverage) {}

    Warming(DatasetScope scope, SpeedUpkeep speed, Catalog catalog, TopicInspector inspector) {
        this.scope = scope;
        this.speed = speed;
        this.catalog = catalog;
        this.inspector = inspector;
    }

    /** Takes the next step; returns whether the generation is served now. */
    boolean advance(Generation generation, CatalogSnapshot snapshot) {
        GenerationMaps maps = scope.maps(generation);
        if (!maps.isComplete()) {
            fail(generation);
        }
        speed.keepRunning(generation);
        Coverage target = snapshot.serving()
                .map(serving -> scope.maps(serving).applied())
                .orElseGet(() -> firstTarget(generation));
        if (!reaches(maps, target)) {
            return false;
        }
        Generation replaced = snapshot.serving().orElse(null);
        if (replaced != null && !overtakes(maps, replaced)) {
            return false;
        }
        publish(generation, replaced);
        return true;
    }

    private static boolean reaches(GenerationMaps maps, Coverage target) {
        return maps.progress().isPresent() && maps.applied().reaches(target);
    }

    /**
     * Stops the generation that is served where it is, and waits a moment until the new one includes all that it does:
     * nobody who has seen a record sees a view without it after the switch. The old one goes on when it is retiring, or
     * if it is not overtaken, when it is looked after next.
     */
    private boolean overtakes(GenerationMaps maps, Generation replaced) {
        speed.end(replaced);
        Coverage last = scope.maps(replaced).highestIncluded();
        Instant deadline = scope.clock().instant().plus(LONGEST_STOP);
        while (!reaches(maps, last)) {
            if (scope.clock().instant().isAfter(deadline)
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    private Coverage firstTarget(Generation generation) {
        if (firstTarget == null || firstTarget.generation() != generation.id()) {
            firstTarget = new Target(
                    generation.id(), inspector.inspect(scope.dataset().topic()).end());
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

    private void fail(Generation generation) {
        String why = "rows were lost with more members than there are backups";
        speed.end(generation);
        catalog.rows().deleteOnly(generation.dataset(), generation.id());
        Generation failed =
                generation.become(GenerationState.FAILED, why, scope.clock().instant());
        catalog.store().change(generation, failed).requireDone("give up generation " + generation.id());
        scope.maps(generation).destroy();
        throw new StepFailedException("Generation " + generation.id() + " was given up: " + why + ".");
    }
}
