package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Horizons;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when the next generation is due, and of which kind: computed from the whole master dataset, or incremental.
 * Confined to the dataset's control thread.
 */
final class Planning {
    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    private final DatasetScope scope;
    private final Catalog catalog;
    private final Archive archive;
    private final Moving moving;
    private final Definitions definitions;
    private final Requests requests;
    private final Troubles troubles;
    private final Healing healing;
    private final Retaining retaining;
    private long ofTheseTypes;

    Planning(
            DatasetScope scope,
            Archive archive,
            Moving moving,
            Definitions definitions,
            Requests requests,
            Troubles troubles,
            Healing healing,
            Retaining retaining) {
        this.scope = scope;
        this.catalog = scope.ports().catalog();
        this.archive = archive;
        this.moving = moving;
        this.definitions = definitions;
        this.requests = requests;
        this.troubles = troubles;
        this.healing = healing;
        this.retaining = retaining;
    }

    /** Creates the next generation if one is due. Call only while none is on its way. */
    void advance(CatalogSnapshot snapshot) {
        Optional<Generation> serving = snapshot.serving();
        Optional<Coverage> cut = serving.flatMap(moving::cut);
        Optional<String> recompute = reasonToRecompute(snapshot);
        if (recompute.isPresent()) {
            recompute(snapshot, recompute.get());
        } else if (serving.isEmpty() || isTakingBack(snapshot, serving.get())) {
            return;
        } else if (cut.isPresent()) {
            createWhenArchived(snapshot, serving.get(), cut.get());
        } else {
            reasonToMove(serving.get(), snapshot).ifPresent(reason -> moving.begin(serving.get()));
        }
    }

    /**
     * Until the rows are gone of the generation that was taken back, incremental generations would be stored among
     * them.
     */
    private static boolean isTakingBack(CatalogSnapshot snapshot, Generation serving) {
        return snapshot.generations().stream()
                .anyMatch(generation ->
                        generation.state() == GenerationState.RETIRING && generation.base() > serving.base());
    }

    private Optional<String> reasonToRecompute(CatalogSnapshot snapshot) {
        if (requests.areWaiting(Requests.Kind.RECOMPUTATION)) {
            return Optional.of("requested");
        }
        Optional<Generation> serving = snapshot.serving();
        Optional<String> change = reasonToReplace(serving, snapshot);
        if (change.isPresent() && !failedAlready(snapshot)) {
            return change;
        }
        if (serving.isEmpty()) {
            return Optional.empty();
        }
        if (needsHealing(serving.get()) && !failedWithin(SHORTEST_PAUSE, snapshot)) {
            return Optional.of("the log no longer has records that the master dataset has");
        }
        Instant newest = snapshot.generations().stream()
                .filter(generation -> !generation.isIncremental())
                .map(Generation::createdAt)
                .findFirst()
                .orElse(serving.get().createdAt());
        return isDue(newest, scope.settings().recomputeInterval()) && isBehindArchive(serving.get())
                ? Optional.of("scheduled")
                : Optional.empty();
    }

    private Optional<String> reasonToReplace(Optional<Generation> serving, CatalogSnapshot snapshot) {
        if (serving.isEmpty()) {
            return Optional.of("first generation");
        }
        if (!snapshot.defined().areAmong(serving.get().views())) {
            return Optional.of("definitions changed");
        }
        return isOfTheseTypes(serving.get()) ? Optional.empty() : Optional.of("columns have other types");
    }

    /**
     * Returns whether the rows of a generation can be added to, and brought back. When the dataset declares a column to
     * be of another type, a view may have other columns under the same definition.
     */
    private boolean isOfTheseTypes(Generation serving) {
        if (ofTheseTypes != serving.base() && catalog.haveTables(scope.definitions(serving))) {
            ofTheseTypes = serving.base();
        }
        return ofTheseTypes == serving.base();
    }

    private Optional<String> reasonToMove(Generation serving, CatalogSnapshot snapshot) {
        if (requests.areWaiting(Requests.Kind.ANY)) {
            return Optional.of("requested");
        }
        return isDue(serving.changedAt(), scope.settings().incrementalInterval())
                        && (isBehindLog(serving) || retaining.isDue(serving, snapshot))
                ? Optional.of("scheduled")
                : Optional.empty();
    }

    private boolean isDue(Instant last, Duration interval) {
        return !interval.isZero() && !scope.clock().instant().isBefore(last.plus(interval));
    }

    private boolean isBehindLog(Generation serving) {
        return !archive.current().coverage().ofLog().equals(serving.coverage().ofLog());
    }

    private boolean isBehindArchive(Generation serving) {
        return !archive.current().coverage().equals(serving.coverage());
    }

    private boolean needsHealing(Generation serving) {
        boolean recordsExpired =
                troubles.of("speed").filter(GridError.RECORDS_EXPIRED::equals).isPresent();
        return recordsExpired && healing.isRecomputation(serving);
    }

    /**
     * Definitions whose generation failed are tried again on the schedule, not at once; but at once when Kafka was
     * quicker to delete records than it was built.
     */
    private boolean failedAlready(CatalogSnapshot snapshot) {
        Duration interval = scope.settings().recomputeInterval();
        return failedWithin(interval.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : interval, snapshot);
    }

    private boolean failedWithin(Duration pause, CatalogSnapshot snapshot) {
        if (snapshot.generations().isEmpty()) {
            return false;
        }
        Generation newest = snapshot.generations().get(0);
        return newest.state() == GenerationState.FAILED
                && newest.views().equals(snapshot.defined().views())
                && !newest.reason().startsWith(GridError.RECORDS_EXPIRED.code())
                && !definitions.wereAskedForSince(newest.changedAt())
                && scope.clock().instant().isBefore(newest.changedAt().plus(pause));
    }

    private void createWhenArchived(CatalogSnapshot snapshot, Generation serving, Coverage cut) {
        TableSnapshot table = archive.current();
        if (table.coverage().reaches(cut)) {
            String reason = requests.areWaiting(Requests.Kind.ANY) ? "requested" : "scheduled";
            Generation created = create(incremental(snapshot, serving, table.at(withImportsOf(serving, cut)), reason));
            requests.startedAs(created, Requests.Kind.INCREMENTAL);
        }
    }

    /**
     * An import becomes part of the views when they are next computed from the whole master dataset, and stays then.
     */
    private static Coverage withImportsOf(Generation serving, Coverage cut) {
        return cut.union(serving.coverage().ofImports());
    }

    private void recompute(CatalogSnapshot snapshot, String reason) {
        TableSnapshot table = archive.current();
        List<Generation.ViewSource> views = snapshot.defined().views();
        long id = nextId(snapshot);
        Horizons horizons;
        try {
            horizons = retaining.of(views, snapshot, table);
        } catch (GridException e) {
            if (e.error() == GridError.RECORDS_LEFT) {
                refuse(building(id, id, table, Horizons.NONE, views, reason), e);
            }
            throw e;
        }
        requests.startedAs(create(building(id, id, table, horizons, views, reason)), Requests.Kind.ANY);
    }

    /** Keeps a generation that cannot be built, so that it is told why, and not tried again and again. */
    private void refuse(Generation impossible, GridException why) {
        Generation created = create(impossible);
        requests.startedAs(created, Requests.Kind.ANY);
        Generation failed = created.become(
                GenerationState.FAILED,
                String.valueOf(why.getMessage()),
                scope.clock().instant());
        catalog.store().change(created, failed).requireDone("give up generation " + created.id());
    }

    private Generation incremental(CatalogSnapshot snapshot, Generation serving, TableSnapshot table, String reason) {
        Horizons horizons = retaining.of(serving.views(), snapshot, table);
        return building(nextId(snapshot), serving.base(), table, horizons, serving.views(), reason);
    }

    private Generation building(
            long id,
            long base,
            TableSnapshot table,
            Horizons horizons,
            List<Generation.ViewSource> views,
            String reason) {
        Instant now = scope.clock().instant();
        return new Generation(
                scope.dataset().name(),
                id,
                base,
                GenerationState.BUILDING,
                table.id(),
                table.coverage(),
                horizons,
                views,
                reason,
                now,
                now);
    }

    private static long nextId(CatalogSnapshot snapshot) {
        return snapshot.generations().stream().mapToLong(Generation::id).max().orElse(0) + 1;
    }

    private Generation create(Generation generation) {
        catalog.store().create(generation).requireDone("create generation " + generation.id());
        LOG.info(
                "generation dataset={} id={} base={} state=BUILDING reason=\"{}\"",
                generation.dataset(),
                generation.id(),
                generation.base(),
                generation.reason());
        return generation;
    }
}
