package io.lambdagrid.control;

import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewRequest;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.serving.SharedMaps;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What people request of the definitions of views, and what they are told of it. Thread-safe. */
final class ViewRequests {
    private static final Duration KEPT = Duration.ofHours(24);

    private final SharedMaps shared;

    ViewRequests(SharedMaps shared) {
        this.shared = shared;
    }

    /** Returns what is under way for a dataset, the oldest first; the empty name is for those of no known dataset. */
    List<ViewRequest> of(String dataset) {
        return underWay().filter(request -> request.dataset().equals(dataset)).toList();
    }

    /** Returns what is under way of one kind for a dataset, the oldest first. */
    List<ViewRequest> of(String dataset, String kind) {
        return of(dataset).stream()
                .filter(request -> request.kind().equals(kind))
                .toList();
    }

    private Stream<ViewRequest> underWay() {
        return map().values().stream()
                .filter(ViewRequest::isUnderWay)
                .sorted(Comparator.comparing(ViewRequest::requestedAt).thenComparing(ViewRequest::id));
    }

    void update(ViewRequest request) {
        map().set(request.id(), request, KEPT);
    }

    /** Tells whoever waits how it ended. */
    void end(ViewRequest request, String outcome) {
        update(request.ended(outcome));
    }

    private SharedMap<ViewRequest> map() {
        return shared.map(GridMaps.VIEW_REQUESTS);
    }
}
