package io.lambdagrid.control;

import io.lambdagrid.batch.ComparisonJob;
import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.client.wire.ViewRequest;
import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Horizons;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a definition would change, without serving it: its rows are computed up to the seam and compared with the
 * batch parts that are served. The seam rests meanwhile. Confined to the dataset's control thread.
 */
final class Comparing {
    private final DatasetScope scope;
    private final OwnJobs jobs;
    private final Archive archive;
    private final ViewRequests requests;
    private final Retaining retaining;
    private @Nullable TableSnapshot reading;

    Comparing(DatasetScope scope, OwnJobs jobs, Archive archive, ViewRequests requests, Retaining retaining) {
        this.scope = scope;
        this.jobs = jobs;
        this.archive = archive;
        this.requests = requests;
        this.retaining = retaining;
    }

    /** Takes the next step; returns whether a comparison is under way, so that no generation may be begun. */
    boolean advance(CatalogSnapshot snapshot) {
        List<ViewRequest> waiting = requests.of(scope.dataset().name(), ViewRequest.COMPARE);
        if (waiting.isEmpty()) {
            reading = null;
            return false;
        }
        ViewRequest request = waiting.get(0);
        Optional<Generation> serving = snapshot.serving();
        if (serving.isEmpty()) {
            requests.end(
                    request,
                    GridError.VIEW_STARTING.code() + "  Nothing of '" + request.dataset()
                            + "' is served yet to compare with. Wait for its first generation.");
            return true;
        }
        compare(request, serving.get(), snapshot);
        return true;
    }

    private void compare(ViewRequest request, Generation serving, CatalogSnapshot snapshot) {
        if (!scope.maps(serving).isComplete()) {
            return;
        }
        TableSnapshot table = reading == null ? archive.current() : reading;
        reading = table;
        Generation.ViewSource proposed = new Generation.ViewSource(request.view(), request.sql());
        String job = ComparisonJob.name(request.dataset(), request.id());
        boolean isDone;
        try {
            Horizons horizons = retaining.of(List.of(proposed), snapshot, table);
            isDone = jobs.advance(
                    job,
                    () -> scope.ports()
                            .jobs()
                            .startComparison(scope.comparisonPlan(request.id(), proposed, serving, table, horizons)));
        } catch (GridException e) {
            requests.end(request, String.valueOf(e.getMessage()));
            throw e;
        }
        if (isDone && scope.maps(serving).isComplete()) {
            requests.end(request, ViewRequest.DONE);
        }
    }

    /** Returns the snapshot of the master dataset that a comparison reads. */
    Optional<Long> tableSnapshot() {
        return Optional.ofNullable(reading).map(TableSnapshot::id);
    }
}
