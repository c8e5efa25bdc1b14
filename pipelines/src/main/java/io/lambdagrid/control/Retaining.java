package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.MasterRetention;
import io.lambdagrid.view.RowAge;
import io.lambdagrid.view.ViewDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides which rows leave the views of a dataset. The clock of whoever is in control is asked here and nowhere else;
 * what is decided is written into the catalog with a generation, and never taken back. Confined to the dataset's
 * control thread.
 */
final class Retaining {
    private static final long MASTER_STEPS = 100;
    private static final long MICROS_PER_MILLI = 1000;

    private final DatasetScope scope;

    Retaining(DatasetScope scope) {
        this.scope = scope;
    }

    /**
     * Returns the horizons of a generation of these views that is computed from a snapshot of the master dataset.
     *
     * @throws GridException LG-414 when a view needs records that have left the master dataset
     */
    Horizons of(List<Generation.ViewSource> views, CatalogSnapshot snapshot, TableSnapshot table) {
        Horizons horizons = Horizons.NONE;
        for (Generation.ViewSource source : views) {
            ViewDefinition view = scope.definition(source);
            requireComputable(view, table);
            horizons = with(horizons, source, view, snapshot, table.expiredBefore());
        }
        return horizons;
    }

    /** Returns whether there are rows that a move of the seam would let leave. */
    boolean isDue(Generation serving, CatalogSnapshot snapshot) {
        Horizons horizons = Horizons.NONE;
        for (Generation.ViewSource source : serving.views()) {
            horizons = with(horizons, source, scope.definition(source), snapshot, null);
        }
        return !serving.horizons().reach(horizons);
    }

    private Horizons with(
            Horizons horizons,
            Generation.ViewSource source,
            ViewDefinition view,
            CatalogSnapshot snapshot,
            @Nullable Long expiredBefore) {
        Optional<RowAge> age = RowAge.of(view);
        if (age.isEmpty()) {
            return horizons;
        }
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, scope.clock().instant());
        long horizon = Math.max(age.get().horizonAt(now), snapshot.horizon(source));
        return horizons.with(view.name(), expiredBefore == null ? horizon : Math.max(horizon, expiredBefore));
    }

    /**
     * Returns the moment before which records may leave the master dataset; empty while all of them stay. No generation
     * that exists could need them.
     *
     * @throws GridException LG-111 when a view may need them
     */
    OptionalLong ofMaster(CatalogSnapshot snapshot) {
        Duration retain = scope.dataset().retain();
        if (retain == null || snapshot.serving().isEmpty()) {
            return OptionalLong.empty();
        }
        snapshot.defined().views().forEach(this::requireRetained);
        long step = Math.max(1, retain.toMillis() / MASTER_STEPS);
        long millis = scope.clock().millis() - retain.toMillis();
        long horizon = (millis - Math.floorMod(millis, step)) * MICROS_PER_MILLI;
        for (Generation generation : snapshot.generations()) {
            if (generation.state() != GenerationState.RETIRED && generation.state() != GenerationState.FAILED) {
                for (Generation.ViewSource view : generation.views()) {
                    requireRetained(view);
                    horizon = Math.min(horizon, generation.horizons().of(view.name()));
                }
            }
        }
        return OptionalLong.of(horizon);
    }

    private void requireRetained(Generation.ViewSource view) {
        MasterRetention.conflict(scope.dataset(), scope.definition(view)).ifPresent(conflict -> {
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE, conflict + " Until then nothing leaves the master dataset.");
        });
    }

    private void requireComputable(ViewDefinition view, TableSnapshot table) {
        Long expiredBefore = table.expiredBefore();
        Dataset dataset = scope.dataset();
        int eventTime = dataset.indexOf(dataset.eventTime()).orElse(-1);
        boolean neverNeedsThem =
                RowAge.of(view).filter(age -> age.isRoundedDown(eventTime)).isPresent();
        if (expiredBefore != null && !neverNeedsThem) {
            throw new GridException(
                    GridError.RECORDS_LEFT,
                    "View '" + view.name() + "' needs records of before " + Horizons.instant(expiredBefore)
                            + ", which have left the master dataset of '" + dataset.name()
                            + "'. Expected RETAIN by a time bucket of '" + dataset.eventTime()
                            + "', so that the view says where it begins.");
        }
    }
}
