package io.lambdagrid.control;

import io.lambdagrid.batch.BatchPlan;
import io.lambdagrid.batch.StageJob;
import io.lambdagrid.batch.StoreJob;
import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the seam of the maps that are served, without a second set of maps, a replay or a switch. Readers of the log
 * cut; the archive reaches the cut, and an incremental generation is created for it; the offsets between are aggregated
 * and laid ready; each partition of the grid takes them into its batch parts and drops its real-time parts of them; the
 * rows that changed are stored; the generation is served.
 *
 * <p>Where the move stands is in {@link SeamMove} and in the catalog, so every step may be taken twice and by another
 * owner. Confined to the dataset's control thread.
 */
final class Moving {
    private static final Logger LOG = LoggerFactory.getLogger(Moving.class);

    private final DatasetScope scope;
    private final OwnJobs jobs;
    private final Catalog catalog;
    private final Housekeeping housekeeping;
    private final StatusPublisher status;
    private @Nullable Announcement announcement;

    /** Since when whoever asks is told which rows leave with a generation. */
    private record Announcement(long generation, Instant at) {}

    Moving(DatasetScope scope, OwnJobs jobs, Housekeeping housekeeping, StatusPublisher status) {
        this.scope = scope;
        this.jobs = jobs;
        this.catalog = scope.ports().catalog();
        this.housekeeping = housekeeping;
        this.status = status;
    }

    /** Asks the readers of the log to cut, unless a move is under way. */
    void begin(Generation serving) {
        GenerationMaps maps = scope.maps(serving);
        maps.seam()
                .current()
                .filter(move -> move.phase() == SeamMove.Phase.SETTLED)
                .ifPresent(move -> maps.seam().replace(move, move.become(SeamMove.Phase.CUTTING)));
    }

    /** Returns where the seam goes next, once that is fixed; ends a move that is served already. */
    Optional<Coverage> cut(Generation serving) {
        GenerationMaps maps = scope.maps(serving);
        Optional<SeamMove> current = maps.seam().current();
        if (current.isEmpty()) {
            return Optional.empty();
        }
        SeamMove move = current.get();
        return switch (move.phase()) {
            case SETTLED -> Optional.empty();
            case CUTTING -> {
                if (move.isCutByAll()) {
                    maps.seam().replace(move, move.become(SeamMove.Phase.CUT));
                }
                yield Optional.empty();
            }
            case CUT -> Optional.of(move.cut());
            case STAGED -> {
                if (!move.cut().ofLog().equals(serving.coverage().ofLog())) {
                    // Somebody gave the generation up for which it was staged; rows may have been moved already.
                    yield Optional.of(move.cut());
                }
                settle(serving, move);
                yield Optional.empty();
            }
        };
    }

    /** Begins anew with the maps as they are filled: what was laid ready for them before is gone with their rows. */
    void startOver(Generation next) {
        jobs.forget(StageJob.name(next.dataset(), next.id()));
        jobs.forget(StoreJob.name(next.dataset(), next.id()));
    }

    /** Takes the next step towards serving an incremental generation. */
    void advance(Generation next, CatalogSnapshot snapshot) {
        Generation serving = snapshot.serving().orElseThrow();
        GenerationMaps maps = scope.maps(serving);
        if (!maps.isComplete()) {
            return;
        }
        Optional<SeamMove> move = maps.seam().current();
        if (move.isEmpty() || next.base() != serving.base()) {
            giveUp(next);
            return;
        }
        switch (move.get().phase()) {
            case SETTLED, CUTTING -> giveUp(next);
            case CUT, STAGED -> {
                if (isFor(next, move.get())) {
                    stageOrFold(next, snapshot, move.get());
                } else {
                    giveUp(next);
                }
            }
        }
    }

    /** Where another half of a split cluster has cut elsewhere, its generation is none for these maps. */
    private static boolean isFor(Generation next, SeamMove move) {
        return move.cut().ofLog().equals(next.coverage().ofLog());
    }

    private void stageOrFold(Generation next, CatalogSnapshot snapshot, SeamMove move) {
        if (move.phase() == SeamMove.Phase.CUT) {
            stage(next, snapshot, move);
        } else {
            fold(next, snapshot, move);
        }
    }

    private void stage(Generation next, CatalogSnapshot snapshot, SeamMove move) {
        Generation serving = snapshot.serving().orElseThrow();
        String job = StageJob.name(next.dataset(), next.id());
        if (isAnnounced(next, snapshot)
                && isDone(job, next, serving, scope.ports().jobs()::startStage)) {
            scope.maps(serving).seam().replace(move, move.staged(next.horizons()));
        }
    }

    /** Rows leave only when everybody who reads them can know that they do. */
    private boolean isAnnounced(Generation next, CatalogSnapshot snapshot) {
        if (next.horizons().equals(snapshot.serving().orElseThrow().horizons())) {
            return true;
        }
        Instant now = scope.clock().instant();
        if (announcement == null || announcement.generation() != next.id()) {
            status.catalogIs(snapshot);
            status.publishViews();
            announcement = new Announcement(next.id(), now);
        }
        return !now.isBefore(announcement.at().plus(Serving.STATUS_MAX_AGE));
    }

    private void fold(Generation next, CatalogSnapshot snapshot, SeamMove move) {
        Generation serving = snapshot.serving().orElseThrow();
        GenerationMaps maps = scope.maps(serving);
        if (!maps.haveMoved(move)) {
            return;
        }
        String job = StoreJob.name(next.dataset(), next.id());
        if (isDone(job, next, serving, scope.ports().jobs()::startStore)) {
            publish(next, serving);
            settle(serving, move);
            housekeeping.rowsStored(scope.ports().jobs().rowsStored(job));
            boolean isOlderKept = snapshot.generations().stream()
                    .anyMatch(generation -> generation.state() == GenerationState.RETIRING);
            if (!isOlderKept) {
                housekeeping.removeSuperseded(next, maps.rowCounts());
            }
        }
    }

    private boolean isDone(String job, Generation next, Generation serving, Consumer<BatchPlan> start) {
        return jobs.advance(job, () -> start.accept(scope.movePlan(next, serving)));
    }

    private void publish(Generation next, Generation serving) {
        Generation stored = next;
        if (next.state() == GenerationState.BUILDING) {
            stored = next.become(
                    GenerationState.WARMING, next.reason(), scope.clock().instant());
            catalog.store()
                    .change(next, stored, scope.maps(serving).rowCounts())
                    .requireDone("move generation " + next.id() + " to WARMING");
        }
        Generation served =
                stored.become(GenerationState.SERVING, "", scope.clock().instant());
        Generation replaced = serving.become(
                GenerationState.RETIRED,
                "continued by generation " + next.id(),
                scope.clock().instant());
        catalog.store().publish(served, replaced).requireDone("go on to generation " + next.id());
        LOG.info(
                "generation dataset={} id={} state=SERVING continues={} seam={}",
                next.dataset(),
                next.id(),
                serving.id(),
                next.coverage());
    }

    private void settle(Generation serving, SeamMove move) {
        GenerationMaps maps = scope.maps(serving);
        if (maps.haveMoved(move)) {
            maps.seam().replace(move, move.completed());
            maps.destroyIncrements();
        }
    }

    /** The maps know nothing of this move, so none of its rows were stored; the next one begins anew. */
    private void giveUp(Generation next) {
        String why = "the maps whose seam it was to move are served no more";
        Generation failed =
                next.become(GenerationState.FAILED, why, scope.clock().instant());
        catalog.store().change(next, failed).requireDone("give up generation " + next.id());
        throw new StepFailedException("Generation " + next.id() + " was given up: " + why + ".");
    }
}
