package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewRequest;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What people request of the definitions of views, and what they are told of it. Thread-safe. */
final class ViewRequests {
    private static final long HOURS_KEPT = 24;

    private final HazelcastInstance grid;

    ViewRequests(HazelcastInstance grid) {
        this.grid = grid;
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
        map().set(request.id(), request, HOURS_KEPT, TimeUnit.HOURS);
    }

    /** Tells whoever waits how it ended. */
    void end(ViewRequest request, String outcome) {
        update(request.ended(outcome));
    }

    private IMap<String, ViewRequest> map() {
        return grid.getMap(GridMaps.VIEW_REQUESTS);
    }
}
