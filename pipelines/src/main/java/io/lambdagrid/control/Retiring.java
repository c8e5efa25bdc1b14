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

    /** Keeps the generation up to date while queries may be reading it, then takes it away. */
    void advance(Generation generation, CatalogSnapshot snapshot) {
        Duration age = Duration.between(generation.changedAt(), scope.clock().instant());
        GenerationMaps maps = scope.maps(generation);
        if (age.compareTo(scope.settings().gracePeriod()) < 0 && maps.isComplete()) {
            speed.keepRunning(generation);
            return;
        }
        speed.end(generation);
        maps.destroy();
        snapshot.serving().ifPresent(serving -> housekeeping.servedOnlySince(serving.dataset(), serving.base()));
        Generation retired = generation.become(
                GenerationState.RETIRED, generation.reason(), scope.clock().instant());
        catalog.store().change(generation, retired).requireDone("retire generation " + generation.id());
        catalog.store().forget(generation.dataset(), GENERATIONS_REMEMBERED);
        LOG.info("generation dataset={} id={} state=RETIRED", generation.dataset(), generation.id());
    }
}
