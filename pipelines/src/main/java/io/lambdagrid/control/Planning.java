package io.lambdagrid.control;

import com.hazelcast.map.IMap;
import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RunRequest;
import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides when the next generation is due, and answers requests for one. Confined to the dataset's control thread. */
final class Planning {
    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    private final DatasetScope scope;
    private final Catalog catalog;
    private final Archive archive;

    Planning(DatasetScope scope, Catalog catalog, Archive archive) {
        this.scope = scope;
        this.catalog = catalog;
        this.archive = archive;
    }

    /** Creates the next generation if one is due. Call only while none is on its way. */
    void advance(CatalogSnapshot snapshot) {
        List<RunRequest> waiting =
                requests().stream().filter(request -> request.generation() == 0).toList();
        reasonToBuild(snapshot, waiting).ifPresent(reason -> {
            Generation generation = create(snapshot, reason);
            waiting.forEach(request -> requestMap().set(request.id(), request.startedAs(generation.id())));
        });
    }

    private Optional<String> reasonToBuild(CatalogSnapshot snapshot, List<RunRequest> waiting) {
        if (!waiting.isEmpty()) {
            return Optional.of("requested");
        }
        Optional<Generation> serving = snapshot.serving();
        boolean wanted = serving.isEmpty()
                || !serving.get().views().equals(scope.wanted().views());
        if (wanted && !failedAlready(snapshot)) {
            return Optional.of(serving.isEmpty() ? "first generation" : "definitions changed");
        }
        if (serving.isEmpty()) {
            return Optional.empty();
        }
        Duration interval = scope.settings().recomputeInterval();
        Instant newest = snapshot.generations().get(0).createdAt();
        boolean due = !interval.isZero() && !scope.clock().instant().isBefore(newest.plus(interval));
        if (due && !archive.current().coverage().equals(serving.get().coverage())) {
            return Optional.of("scheduled");
        }
        return Optional.empty();
    }

    /** Definitions whose generation failed are tried again on the schedule, not at once. */
    private boolean failedAlready(CatalogSnapshot snapshot) {
        if (snapshot.generations().isEmpty()) {
            return false;
        }
        Generation newest = snapshot.generations().get(0);
        Duration interval = scope.settings().recomputeInterval();
        Duration pause = interval.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : interval;
        return newest.state() == GenerationState.FAILED
                && newest.views().equals(scope.wanted().views())
                && scope.clock().instant().isBefore(newest.changedAt().plus(pause));
    }

    private Generation create(CatalogSnapshot snapshot, String reason) {
        TableSnapshot table = archive.current();
        long id =
                snapshot.generations().stream().mapToLong(Generation::id).max().orElse(0) + 1;
        Instant now = scope.clock().instant();
        Generation generation = new Generation(
                scope.dataset().name(),
                id,
                GenerationState.BUILDING,
                table.id(),
                table.coverage(),
                scope.wanted().views(),
                reason,
                now,
                now);
        catalog.store().create(generation).requireDone("create generation " + id);
        LOG.info("generation dataset={} id={} state=BUILDING reason=\"{}\"", generation.dataset(), id, reason);
        return generation;
    }

    /** Tells those who asked for a generation what became of it. */
    void answerRequests(CatalogSnapshot snapshot) {
        for (RunRequest request : requests()) {
            if (request.generation() != 0 && request.outcome().isEmpty()) {
                outcome(snapshot, request.generation())
                        .ifPresent(outcome -> requestMap().set(request.id(), request.ended(outcome)));
            }
        }
    }

    private static Optional<String> outcome(CatalogSnapshot snapshot, long id) {
        Optional<Generation> generation = snapshot.generation(id);
        if (generation.isEmpty()) {
            boolean forgotten = snapshot.generations().stream().anyMatch(known -> known.id() > id);
            return forgotten ? Optional.of("Generation " + id + " is no longer known.") : Optional.empty();
        }
        return switch (generation.get().state()) {
            case BUILDING, WARMING -> Optional.empty();
            case SERVING, RETIRING, RETIRED -> Optional.of(RunRequest.DONE);
            case FAILED -> Optional.of(generation.get().reason());
        };
    }

    private List<RunRequest> requests() {
        return requestMap().values().stream()
                .filter(request -> request.dataset().equals(scope.dataset().name()))
                .toList();
    }

    private IMap<String, RunRequest> requestMap() {
        return scope.grid().getMap(GridMaps.REQUESTS);
    }
}
