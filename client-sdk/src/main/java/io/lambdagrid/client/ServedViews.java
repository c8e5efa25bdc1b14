package io.lambdagrid.client;

import io.lambdagrid.client.ViewDifference.RowDifference;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewComparison;
import io.lambdagrid.client.wire.ViewRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The views of a cluster, changed through requests. */
final class ServedViews implements Views {
    private final Connection connection;
    private final ViewCatalog catalog;
    private final Waiting waiting;
    private final Clock clock;

    ServedViews(Connection connection, ViewCatalog catalog, Waiting waiting, Clock clock) {
        this.connection = connection;
        this.catalog = catalog;
        this.waiting = waiting;
        this.clock = clock;
    }

    @Override
    public ViewChange apply(String name, String sql) {
        return request(ViewRequest.APPLY, "", name, sql);
    }

    @Override
    public ViewChange drop(String name) {
        String dataset = catalog.latest(name).status().dataset();
        return request(ViewRequest.DROP, dataset, name, "");
    }

    @Override
    public ViewChange rollback(String dataset) {
        catalog.requireDataset(dataset);
        return request(ViewRequest.ROLLBACK, dataset, "", "");
    }

    @Override
    public ViewDifference diff(String name, String sql, Duration timeout) {
        ViewChange request = request(ViewRequest.COMPARE, "", name, sql);
        if (!request.await(timeout)) {
            throw new LambdaGridException(
                    ErrorCode.REQUEST_INVALID,
                    "View '" + name + "' was not compared within " + timeout.toSeconds()
                            + " s. Ask again with a longer timeout.");
        }
        String outcome = request.outcome().orElseThrow();
        if (!outcome.equals(ViewChange.DONE)) {
            throw new LambdaGridException(ErrorCode.REQUEST_INVALID, outcome);
        }
        return difference(name, comparison(request.id()));
    }

    private ViewComparison comparison(String id) {
        ViewComparison found =
                connection.<ViewComparison, @Nullable ViewComparison>ask(GridMaps.COMPARISONS, map -> map.get(id));
        if (found == null) {
            throw new LambdaGridException(
                    ErrorCode.NOT_FOUND, "The cluster has lost the comparison '" + id + "'. Ask again.");
        }
        return found;
    }

    private static ViewDifference difference(String name, ViewComparison found) {
        List<RowDifference> examples = IntStream.range(0, found.keys().length)
                .mapToObj(i -> new RowDifference(found.keys()[i], found.before()[i], found.after()[i]))
                .toList();
        return new ViewDifference(
                name,
                found.generation(),
                found.coverage(),
                found.rowsBefore(),
                found.rowsAfter(),
                found.rowsEqual(),
                found.rowsChanged(),
                found.rowsAdded(),
                found.rowsRemoved(),
                found.columnsAdded(),
                found.columnsRemoved(),
                examples);
    }

    private ViewChange request(String kind, String dataset, String view, String sql) {
        String id = UUID.randomUUID().toString();
        ViewRequest request = new ViewRequest(id, kind, dataset, view, sql, OffsetDateTime.now(clock), false, "");
        connection.<ViewRequest, @Nullable ViewRequest>ask(GridMaps.VIEW_REQUESTS, map -> map.putIfAbsent(id, request));
        return new RequestedChange(id, connection, waiting);
    }
}
