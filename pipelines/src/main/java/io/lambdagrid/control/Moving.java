package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
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
import java.util.function.BiConsumer;
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

    Moving(DatasetScope scope, OwnJobs jobs, Catalog catalog, Housekeeping housekeeping, StatusPublisher status) {
        this.scope = scope;
        this.jobs = jobs;
        this.catalog = catalog;
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
                settle(serving, move);
                yield Optional.empty();
            }
        };
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
            case CUT -> stage(next, snapshot, move.get());
            case STAGED -> fold(next, snapshot, move.get());
        }
    }

    private void stage(Generation next, CatalogSnapshot snapshot, SeamMove move) {
        Generation serving = snapshot.serving().orElseThrow();
        String job = StageJob.name(next.dataset(), next.id());
        if (isAnnounced(next, snapshot) && isDone(job, next, serving, StageJob::start)) {
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
        if (isDone(job, next, serving, StoreJob::start)) {
            publish(next, serving);
            settle(serving, move);
            housekeeping.rowsStored(StoreJob.rowsStored(scope.grid(), job));
            boolean isOlderKept = snapshot.generations().stream()
                    .anyMatch(generation -> generation.state() == GenerationState.RETIRING);
            if (!isOlderKept) {
                housekeeping.removeSuperseded(next, maps.rowCounts());
            }
        }
    }

    private boolean isDone(
            String job, Generation next, Generation serving, BiConsumer<HazelcastInstance, BatchPlan> start) {
        return jobs.advance(job, () -> start.accept(scope.grid(), scope.movePlan(next, serving)));
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
            maps.increments().destroy();
        }
    }

    /** The maps know nothing of this move, so none of its rows were stored; the next one begins anew. */
    private void giveUp(Generation next) {
        String why = "the maps whose seam it was to move are served no more";
        catalog.rows().deleteOnly(next.dataset(), next.id());
        Generation failed =
                next.become(GenerationState.FAILED, why, scope.clock().instant());
        catalog.store().change(next, failed).requireDone("give up generation " + next.id());
        throw new StepFailedException("Generation " + next.id() + " was given up: " + why + ".");
    }
}
