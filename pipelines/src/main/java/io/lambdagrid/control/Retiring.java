package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a replaced generation go, once no query can be reading it. Confined to the dataset's control thread. */
final class Retiring {
    private static final Logger LOG = LoggerFactory.getLogger(Retiring.class);
    private static final int GENERATIONS_REMEMBERED = 20;

    private final DatasetScope scope;
    private final SpeedUpkeep speed;
    private final Catalog catalog;
    private final Housekeeping housekeeping;

    Retiring(DatasetScope scope, SpeedUpkeep speed, Catalog catalog, Housekeeping housekeeping) {
        this.scope = scope;
        this.speed = speed;
        this.catalog = catalog;
        this.housekeeping = housekeeping;
    }

    /** Keeps the generation up to date while it may be read or gone back to, then takes it away. */
    void advance(Generation generation, CatalogSnapshot snapshot) {
        Duration age = Duration.between(generation.changedAt(), scope.clock().instant());
        GenerationMaps maps = scope.maps(generation);
        if (age.compareTo(timeLeft(generation, snapshot)) < 0 && maps.isComplete()) {
            keepUpToDate(generation);
            return;
        }
        speed.end(generation);
        maps.destroy();
        if (rowsAreGone(generation, snapshot)) {
            retire(generation);
        }
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

    /**
     * Returns whether no row of the generation is in the way. Those before what is served go in the background, once
     * nothing can go back to them. Those after it, of a generation that was taken back, have to be gone before what is
     * served is continued.
     */
    private boolean rowsAreGone(Generation generation, CatalogSnapshot snapshot) {
        boolean isTakenBack = snapshot.serving()
                .filter(serving -> serving.base() < generation.base())
                .isPresent();
        if (isTakenBack) {
            return housekeeping.areRemoved(generation);
        }
        snapshot.generations().stream()
                .filter(other -> other.id() != generation.id() && isHeld(other))
                .mapToLong(Generation::base)
                .min()
                .ifPresent(oldest -> housekeeping.servedOnlySince(generation.dataset(), oldest));
        return true;
    }

    private static boolean isHeld(Generation generation) {
        return generation.state() == GenerationState.SERVING || generation.state() == GenerationState.RETIRING;
    }

    private void retire(Generation generation) {
        Generation retired = generation.become(
                GenerationState.RETIRED, generation.reason(), scope.clock().instant());
        catalog.store().change(generation, retired).requireDone("retire generation " + generation.id());
        catalog.store().forget(generation.dataset(), GENERATIONS_REMEMBERED);
        LOG.info("generation dataset={} id={} state=RETIRED", generation.dataset(), generation.id());
    }
}
