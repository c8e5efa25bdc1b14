package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that nobody who has seen a record sees a view without it after a switch. Confined to the dataset's control
 * thread.
 */
final class Switching {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final DatasetScope scope;
    private final SpeedUpkeep speed;

    Switching(DatasetScope scope, SpeedUpkeep speed) {
        this.scope = scope;
        this.speed = speed;
    }

    /**
     * Returns whether names may be led to the generation that the catalog says is served. Who switched has made sure of
     * it; but he may have died since, or have looked at the maps of another half of a split cluster.
     */
    boolean mayLeadTo(Generation serving, CatalogSnapshot snapshot) {
        Long led = led(serving);
        if (led == null || led == serving.base()) {
            return true;
        }
        return snapshot.generations().stream()
                .filter(former -> former.base() == led && former.state() == GenerationState.RETIRING)
                .findFirst()
                .filter(former -> scope.maps(former).isComplete())
                .map(former -> overtakes(serving, former))
                .orElse(true);
    }

    /** Returns whether somebody has begun to lead readers there, which he does when they all wait for it. */
    boolean isLedTo(Generation serving) {
        return Objects.equals(led(serving), serving.base());
    }

    private @Nullable Long led(Generation serving) {
        SharedMap<Long> served = scope.ports().shared().map(GridMaps.SERVED);
        return served.get(serving.dataset());
    }

    /** Returns whether the rows of a generation include at least these records. */
    boolean reaches(Generation generation, Coverage target) {
        GenerationMaps maps = scope.maps(generation);
        return maps.progress().isPresent()
                && target.topicId().equals(generation.coverage().topicId())
                && maps.applied().reaches(target);
    }

    /**
     * Stops the generation that is served where it is, and waits a moment until the next one includes all that it does.
     * The old one goes on when it is retiring, or if it is not overtaken, when it is looked after next.
     */
    boolean overtakes(Generation next, Generation replaced) {
        speed.end(replaced);
        Coverage last = scope.maps(replaced).highestIncluded();
        Instant deadline = scope.clock().instant().plus(LONGEST_STOP);
        while (!reaches(next, last)) {
            if (scope.clock().instant().isAfter(deadline)
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            scope.ports().pause().rest(BETWEEN_LOOKS);
        }
        return true;
    }
}
