package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.cassandra.DefinedViews;
import io.lambdagrid.client.wire.ViewRequest;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import io.lambdagrid.view.GridError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back the last change of a dataset's definitions: at once while the generation before it is kept, else by
 * building it anew. Confined to the dataset's control thread.
 */
final class GoingBack {
    private static final Logger LOG = LoggerFactory.getLogger(GoingBack.class);

    private final DatasetScope scope;
    private final SpeedUpkeep speed;
    private final Switching switching;
    private final LostRows lost;
    private final Guidance guidance;
    private final Catalog catalog;
    private final Definitions definitions;
    private final ViewRequests requests;

    GoingBack(
            DatasetScope scope,
            SpeedUpkeep speed,
            Switching switching,
            LostRows lost,
            Guidance guidance,
            Definitions definitions,
            ViewRequests requests) {
        this.scope = scope;
        this.speed = speed;
        this.switching = switching;
        this.lost = lost;
        this.guidance = guidance;
        this.catalog = scope.ports().catalog();
        this.definitions = definitions;
        this.requests = requests;
    }

    /** Takes the next step of what was asked for; returns whether the catalog has changed. */
    boolean advance(CatalogSnapshot snapshot) {
        List<ViewRequest> waiting = requests.of(scope.dataset().name(), ViewRequest.ROLLBACK);
        if (waiting.isEmpty()) {
            return false;
        }
        ViewRequest request = waiting.get(0);
        DefinedViews defined = snapshot.defined();
        Optional<Generation> serving = snapshot.serving();
        if (request.taken()) {
            return answer(request, snapshot);
        }
        if (serving.isEmpty()) {
            return refuse(request, "Nothing is served yet, so there is nothing to go back to.");
        }
        if (!Set.copyOf(defined.views()).equals(Set.copyOf(serving.get().views()))) {
            definitions.define(defined, defined.of(serving.get().views()));
            requests.end(request, ViewRequest.DONE);
            return true;
        }
        Optional<Generation> former = former(snapshot, serving.get());
        if (former.isEmpty()) {
            return refuse(
                    request, "No earlier definitions of '" + scope.dataset().name() + "' are known.");
        }
        return goBack(request, former.get(), snapshot);
    }

    /** Returns the newest generation that was served with other definitions. */
    static Optional<Generation> former(CatalogSnapshot snapshot, Generation serving) {
        return snapshot.generations().stream()
                .filter(generation -> generation.base() < serving.base())
                .filter(generation ->
                        generation.state() == GenerationState.RETIRING || generation.state() == GenerationState.RETIRED)
                .filter(generation -> differ(generation, serving))
                .findFirst();
    }

    private static boolean differ(Generation one, Generation other) {
        return !Set.copyOf(one.views()).equals(Set.copyOf(other.views()));
    }

    private boolean goBack(ViewRequest request, Generation former, CatalogSnapshot snapshot) {
        Generation serving = snapshot.serving().orElseThrow();
        DefinedViews defined = snapshot.defined();
        if (former.state() == GenerationState.RETIRED
                || !hasImportsOf(serving, former)
                || !letsLeaveWhatHasLeft(former, snapshot)
                || !scope.maps(former).isComplete()) {
            definitions.define(defined, defined.of(former.views()));
            requests.update(request.takenOver());
            return true;
        }
        speed.keepRunning(former);
        Coverage applied =
                lost.seen(serving).orElseGet(() -> scope.maps(serving).applied());
        if (!switching.reaches(former, applied) || !guidance.areAllAsking() || !switching.overtakes(former, serving)) {
            return false;
        }
        Generation again = former.become(
                GenerationState.SERVING,
                "went back from generation " + serving.id(),
                scope.clock().instant());
        Generation replaced = serving.become(
                GenerationState.RETIRING,
                "taken back; generation " + former.id() + " is served again",
                scope.clock().instant());
        catalog.store().goBack(again, replaced, defined).requireDone("go back to generation " + former.id());
        LOG.info(
                "generation dataset={} id={} state=SERVING again, replaced={}",
                former.dataset(),
                former.id(),
                serving.id());
        requests.end(request, ViewRequest.DONE);
        return true;
    }

    /** What was imported in between would be missing, and no speed job would ever add it. */
    private static boolean hasImportsOf(Generation serving, Generation former) {
        return former.coverage().reaches(serving.coverage().ofImports());
    }

    /** Rows of views that stayed as they were must not come back. */
    private static boolean letsLeaveWhatHasLeft(Generation former, CatalogSnapshot snapshot) {
        return former.views().stream().allMatch(view -> former.horizons().of(view.name()) >= snapshot.horizon(view));
    }

    /** The generation that could have been switched to is gone: it is built anew. */
    private boolean answer(ViewRequest request, CatalogSnapshot snapshot) {
        Optional<Generation> newest = snapshot.generations().stream().findFirst();
        if (snapshot.serving().isPresent()
                && snapshot.defined().areAmong(snapshot.serving().get().views())) {
            requests.end(request, ViewRequest.DONE);
        } else if (newest.isPresent()
                && newest.get().state() == GenerationState.FAILED
                && newest.get().changedAt().isAfter(request.requestedAt().toInstant())) {
            requests.end(request, newest.get().reason());
        }
        return false;
    }

    private boolean refuse(ViewRequest request, String why) {
        requests.end(request, GridError.NOT_FOUND.code() + "  " + why);
        return false;
    }
}
