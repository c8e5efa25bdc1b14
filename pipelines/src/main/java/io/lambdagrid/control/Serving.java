package io.lambdagrid.control;

import io.lambdagrid.batch.RestoreJob;
import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.cassandra.DefinedViews;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewFold;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the generation that is served complete, up to date and findable. Rows that were lost come back from Cassandra
 * and the log; until then the views are incomplete and say so. Confined to the dataset's control thread.
 */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /** For so long a client may go by the status it knows. */
    static final Duration STATUS_MAX_AGE = Duration.ofSeconds(1);

    private final DatasetScope scope;
    private final Jobs jobs;
    private final Backoff backoff;
    private final SpeedUpkeep speed;
    private final Catalog catalog;
    private final Switching switching;
    private final Names names;
    private final LostRows lost;
    private final StatusPublisher status;
    private final Guidance guidance;
    private volatile Published published = Published.NOTHING;

    /** The views of all generations that the catalog knows. */
    private volatile Set<String> views = Set.of();

    private @Nullable Long restoring;
    private @Nullable Instant withdrawnAt;

    /** To which maps the names of which views lead. */
    private record Published(long base, Set<String> views) {
        private static final Published NOTHING = new Published(0, Set.of());
    }

    Serving(
            DatasetScope scope,
            Backoff backoff,
            SpeedUpkeep speed,
            Switching switching,
            LostRows lost,
            StatusPublisher status,
            Guidance guidance) {
        this.scope = scope;
        this.lost = lost;
        this.status = status;
        this.guidance = guidance;
        this.jobs = scope.ports().jobs();
        this.backoff = backoff;
        this.speed = speed;
        this.switching = switching;
        this.catalog = scope.ports().catalog();
        this.names = scope.ports().names();
    }

    /**
     * Takes the names away if rows are missing, or are others than those of the generation: SQL has no other way to
     * refuse, and what is left, or is there already while rows are being restored, looks like an answer.
     *
     * @return whether it did; then those who read by key have to be told before anything is restored
     */
    boolean withdraws(Generation generation, CatalogSnapshot snapshot) {
        views = namesIn(snapshot);
        GenerationMaps maps = scope.maps(generation);
        if (withdrawnAt != null || (maps.isComplete() && maps.areOfGeneration())) {
            return false;
        }
        maps.close();
        withdrawnAt = scope.clock().instant();
        lost.begin();
        removeNames();
        published = Published.NOTHING;
        if (maps.areEmpty()) {
            LOG.info(
                    "generation dataset={} id={} is there again once its rows have come back from Cassandra",
                    generation.dataset(),
                    generation.id());
        } else {
            LOG.warn(
                    "{}  generation dataset={} id={} has lost rows; its views refuse to answer until they are restored",
                    GridError.VIEW_INCOMPLETE.code(),
                    generation.dataset(),
                    generation.id());
        }
        return true;
    }

    /**
     * Takes the next step towards all rows; returns whether they are there.
     *
     * @param next the generation to which the seam is being moved, if any
     */
    boolean restore(Generation generation, Optional<Generation> next) {
        boolean complete = scope.maps(generation).isComplete();
        if (!complete && (restoring != null || !isStillBelieved())) {
            takeNextStep(generation, next);
        }
        return complete;
    }

    /**
     * Takes the next step towards readers who are all led to a generation, whose rows are there.
     *
     * @param snapshot in which the generation is served; views that it does not want have no names
     */
    void leadReaders(Generation generation, CatalogSnapshot snapshot) {
        if (!lost.mayBeRead(generation)) {
            return;
        }
        lost.end();
        withdrawnAt = null;
        if (published.base() == generation.base()) {
            publishNames(generation, snapshot.defined());
        } else if (!status.leadsElsewhere(generation) || switching.isLedTo(generation)) {
            lead(generation, snapshot);
        } else if (guidance.areAllAsking() && switching.mayLeadTo(generation, snapshot)) {
            guidance.letWait();
            lead(generation, snapshot);
        }
    }

    /** Leads everybody there, and says so. */
    private void lead(Generation generation, CatalogSnapshot snapshot) {
        publishNames(generation, snapshot.defined());
        status.catalogIs(snapshot);
        guidance.settle();
        status.publishViews();
    }

    /**
     * Returns whether readers may be told of what is served in this snapshot: names lead to it, or are withdrawn
     * because of it. They do not any more once another generation has been served in the same step.
     */
    boolean follows(CatalogSnapshot snapshot) {
        return withdrawnAt != null
                || published.base() == snapshot.serving().map(Generation::base).orElse(Published.NOTHING.base());
    }

    /** Takes the names away until {@link #leadReaders} finds all rows. Any thread. */
    void removeNames() {
        namesThatMayBeThere().forEach(names::remove);
    }

    private boolean isStillBelieved() {
        return withdrawnAt != null && scope.clock().instant().isBefore(withdrawnAt.plus(STATUS_MAX_AGE));
    }

    private void publishNames(Generation generation, DefinedViews defined) {
        Set<String> named = generation.views().stream()
                .map(Generation.ViewSource::name)
                .filter(defined::contains)
                .collect(Collectors.toSet());
        Published next = new Published(generation.base(), named);
        if (next.equals(published)) {
            return;
        }
        // First, so that whoever reads a view can see what does not count in it.
        SharedMap<Long> served = scope.ports().shared().map(GridMaps.SERVED);
        served.set(generation.dataset(), generation.base());
        for (ViewFold fold : scope.folds(generation)) {
            if (named.contains(fold.view().name())) {
                names.publish(fold, generation.base());
            }
        }
        namesThatMayBeThere().filter(view -> !named.contains(view)).forEach(names::remove);
        published = next;
    }

    private static Set<String> namesIn(CatalogSnapshot snapshot) {
        return snapshot.generations().stream()
                .flatMap(generation -> generation.views().stream())
                .map(Generation.ViewSource::name)
                .collect(Collectors.toSet());
    }

    /** Whoever published before may have been another member, and what it told may be lost with it. */
    private Stream<String> namesThatMayBeThere() {
        SharedMap<ViewStatus> statuses = scope.ports().shared().map(GridMaps.VIEWS);
        Stream<String> told = statuses.values().stream()
                .filter(status -> status.dataset().equals(scope.dataset().name()))
                .map(ViewStatus::view);
        return Stream.of(told, published.views().stream(), views.stream())
                .flatMap(Function.identity())
                .distinct();
    }

    private void takeNextStep(Generation generation, Optional<Generation> next) {
        String job = RestoreJob.name(generation.dataset(), generation.id());
        if (restoring == null) {
            begin(generation, job);
            return;
        }
        switch (jobs.state(job)) {
            case UNDER_WAY -> {}
            case COMPLETED -> finish(generation, next, restoring);
            case ABSENT -> begin(generation, job);
            case FAILED -> {
                restoring = null;
                throw StepFailedException.because("The rows could not be restored", jobs.failure(job));
            }
        }
    }

    private void begin(Generation generation, String job) {
        if (!backoff.mayTry(job)) {
            return;
        }
        speed.end(generation);
        jobs.end(job);
        long attempt = scope.clock().millis();
        scope.maps(generation).openForFilling(attempt);
        jobs.startRestore(scope.batchPlan(generation, attempt));
        restoring = attempt;
        LOG.info("generation dataset={} id={} restoring attempt={}", generation.dataset(), generation.id(), attempt);
    }

    private void finish(Generation generation, Optional<Generation> next, long attempt) {
        restoring = null;
        GenerationMaps maps = scope.maps(generation);
        if (!maps.isFilledBy(attempt)) {
            throw new StepFailedException("Rows were lost again while they were restored; restoring them again.");
        }
        Map<String, Long> expected = catalog.store().rowCounts(generation.dataset(), generation.id());
        Map<String, Long> found = maps.rowCounts();
        if (!expected.isEmpty() && !expected.equals(found)) {
            throw new GridException(
                    GridError.VIEW_INCOMPLETE,
                    "Cassandra gave back " + found + " rows of generation " + generation.id() + ", but " + expected
                            + " were stored. Trying again; 'batch run' builds a new generation.");
        }
        maps.openForSpeed(next);
        backoff.succeeded(RestoreJob.name(generation.dataset(), generation.id()));
    }
}
