package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a replaced generation go, once no query can be reading it; {@link Clearing} takes away what it has left.
 * Confined to the dataset's control thread.
 */
final class Retiring {
    private static final Logger LOG = LoggerFactory.getLogger(Retiring.class);
    private static final int GENERATIONS_REMEMBERED = 20;

    private final DatasetScope scope;
    private final SpeedUpkeep speed;
    private final Catalog catalog;
    private final ReadersLeft readers;

    Retiring(DatasetScope scope, SpeedUpkeep speed, ReadersLeft readers) {
        this.scope = scope;
        this.speed = speed;
        this.catalog = scope.ports().catalog();
        this.readers = readers;
    }

    /** Keeps the generation up to date while it may be read or gone back to, then retires it. */
    void advance(Generation generation, CatalogSnapshot snapshot) {
        Duration age = Duration.between(generation.changedAt(), scope.clock().instant());
        GenerationMaps maps = scope.maps(generation);
        boolean areReadersGone = readers.areGone(generation);
        boolean isNeeded = age.compareTo(timeLeft(generation, snapshot)) < 0 || !areReadersGone;
        if (isNeeded && maps.isComplete()) {
            // Before, those who still read it would see less when they are led away.
            if (readers.haveHeard(generation)) {
                keepUpToDate(generation);
            }
            return;
        }
        retire(generation);
    }

    /** One that cannot go on was replaced for that reason, and those who still read it know no better. */
    private void keepUpToDate(Generation generation) {
        try {
            speed.keepRunning(generation);
        } catch (StepFailedException e) {
            if (!Troubles.isLasting(e.error())) {
                throw e;
            }
            LOG.debug("generation dataset={} id={} stays where it is", generation.dataset(), generation.id(), e);
        }
    }

    private Duration timeLeft(Generation generation, CatalogSnapshot snapshot) {
        Duration grace = scope.settings().gracePeriod();
        Duration window = scope.settings().rollbackWindow();
        boolean canBeGoneBackTo = snapshot.serving()
                .flatMap(serving -> GoingBack.former(snapshot, serving))
                .filter(former -> former.id() == generation.id())
                .isPresent();
        return canBeGoneBackTo && window.compareTo(grace) > 0 ? window : grace;
    }

    private void retire(Generation generation) {
        Generation retired = generation.become(
                GenerationState.RETIRED, generation.reason(), scope.clock().instant());
        catalog.store().change(generation, retired).requireDone("retire generation " + generation.id());
        catalog.store().forget(generation.dataset(), GENERATIONS_REMEMBERED);
        LOG.info("generation dataset={} id={} state=RETIRED", generation.dataset(), generation.id());
    }
}
