package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RunRequest;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.view.Generation;
import java.util.List;
import java.util.Optional;

/** What people asked of the batch layer of one dataset. Confined to the dataset's control thread. */
final class Requests {
    private final DatasetScope scope;

    Requests(DatasetScope scope) {
        this.scope = scope;
    }

    /** What was asked for. */
    enum Kind {
        /** That everything be computed anew. */
        RECOMPUTATION,
        /** That the seam move up. */
        INCREMENTAL,
        /** Either: a recomputation moves the seam up, too. */
        ANY;

        private boolean includes(RunRequest request) {
            return switch (this) {
                case RECOMPUTATION -> request.full();
                case INCREMENTAL -> !request.full();
                case ANY -> true;
            };
        }
    }

    /** Returns whether somebody waits for a generation. */
    boolean areWaiting(Kind kind) {
        return !waiting(kind).isEmpty();
    }

    /** Tells those who wait that this generation is theirs. */
    void startedAs(Generation generation, Kind kind) {
        waiting(kind).forEach(request -> map().set(request.id(), request.startedAs(generation.id())));
    }

    /** Tells those who asked for a generation what became of it. */
    void answer(CatalogSnapshot snapshot) {
        for (RunRequest request : all()) {
            if (request.generation() != 0 && request.outcome().isEmpty()) {
                outcome(snapshot, request.generation())
                        .ifPresent(outcome -> map().set(request.id(), request.ended(outcome)));
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

    private List<RunRequest> waiting(Kind kind) {
        return all().stream()
                .filter(request -> request.generation() == 0 && kind.includes(request))
                .toList();
    }

    private List<RunRequest> all() {
        return map().values().stream()
                .filter(request -> request.dataset().equals(scope.dataset().name()))
                .toList();
    }

    private SharedMap<RunRequest> map() {
        return scope.ports().shared().map(GridMaps.REQUESTS);
    }
}
