package io.lambdagrid.control;

import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.view.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows since when nobody has been led to the maps of a generation any more. The switch in the catalog does not say so:
 * whoever made it may have died before readers heard of it. Confined to the dataset's control thread.
 */
final class ReadersLeft {
    private final DatasetScope scope;
    private final Map<Long, Instant> leftSince = new HashMap<>();

    ReadersLeft(DatasetScope scope) {
        this.scope = scope;
    }

    /** Returns whether everybody has been led away; queries that began before may still be reading. */
    boolean haveHeard(Generation generation) {
        return areLedAwaySince(generation, Serving.STATUS_MAX_AGE);
    }

    /** Returns whether no query can be reading the maps. */
    boolean areGone(Generation generation) {
        return areLedAwaySince(generation, scope.settings().gracePeriod());
    }

    private boolean areLedAwaySince(Generation generation, Duration ago) {
        SharedMap<ViewStatus> statuses = scope.ports().shared().map(GridMaps.VIEWS);
        boolean isLedTo = statuses.values().stream()
                .anyMatch(
                        status -> status.dataset().equals(generation.dataset()) && status.base() == generation.base());
        Instant now = scope.clock().instant();
        if (isLedTo) {
            leftSince.remove(generation.base());
            return false;
        }
        Instant since = leftSince.computeIfAbsent(generation.base(), base -> now);
        return !now.isBefore(since.plus(ago));
    }
}
