package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.cassandra.DefinedViews;
import io.lambdagrid.client.wire.ViewRequest;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.Generation.ViewSource;
import io.lambdagrid.view.GenerationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which views are wanted over a dataset: takes over into the catalog what the configuration says, when that has
 * changed, and what people ask of the running cluster. Whether it is served already is another matter. Confined to the
 * dataset's control thread.
 */
final class Definitions {
    private static final Logger LOG = LoggerFactory.getLogger(Definitions.class);

    private final DatasetScope scope;
    private final Catalog catalog;
    private final ViewRequests requests;

    Definitions(DatasetScope scope, ViewRequests requests) {
        this.scope = scope;
        this.catalog = scope.ports().catalog();
        this.requests = requests;
    }

    /** Takes over what is new; returns the catalog as it is then. */
    CatalogSnapshot settle(CatalogSnapshot snapshot) {
        String dataset = scope.dataset().name();
        DefinedViews before = snapshot.defined();
        DefinedViews wanted = before.configuredAs(scope.configured().views());
        List<ViewRequest> taken = new ArrayList<>();
        for (ViewRequest request : requests.of(dataset)) {
            if (!request.taken() && request.kind().equals(ViewRequest.APPLY)) {
                wanted = wanted.with(new ViewSource(request.view(), request.sql()));
                taken.add(request.takenOver());
            } else if (!request.taken() && request.kind().equals(ViewRequest.DROP)) {
                wanted = wanted.without(request.view());
                taken.add(request.takenOver());
            }
        }
        CatalogSnapshot settled = snapshot;
        if (before.change() == null || !wanted.equals(before)) {
            define(before, wanted);
            settled = catalog.store().read(dataset);
        }
        taken.forEach(requests::update);
        return settled;
    }

    /** Makes other views wanted than those that were. */
    void define(DefinedViews before, DefinedViews wanted) {
        String dataset = scope.dataset().name();
        catalog.store().define(dataset, before, wanted).requireDone("define the views of '" + dataset + "'");
        LOG.info("definitions dataset={} views={}", dataset, names(wanted));
    }

    private static String names(DefinedViews defined) {
        return defined.views().stream().map(ViewSource::name).collect(Collectors.joining(","));
    }

    /** Returns whether somebody has asked for a definition since a moment, and it is not served yet. */
    boolean wereAskedForSince(Instant moment) {
        return requests.of(scope.dataset().name(), ViewRequest.APPLY).stream()
                .anyMatch(request -> request.requestedAt().toInstant().isAfter(moment));
    }

    /** Tells those who wait what became of their changes. */
    void answer(CatalogSnapshot snapshot) {
        for (ViewRequest request : requests.of(scope.dataset().name())) {
            if (request.taken() && !request.kind().equals(ViewRequest.ROLLBACK)) {
                outcome(request, snapshot).ifPresent(outcome -> requests.end(request, outcome));
            }
        }
    }

    private static Optional<String> outcome(ViewRequest request, CatalogSnapshot snapshot) {
        boolean isWanted = request.kind().equals(ViewRequest.DROP)
                ? !snapshot.defined().contains(request.view())
                : snapshot.defined().views().contains(new ViewSource(request.view(), request.sql()));
        if (!isWanted) {
            return Optional.of("It was changed again before it could be served; the later change counts.");
        }
        Optional<Generation> serving = snapshot.serving();
        if (request.kind().equals(ViewRequest.DROP)
                || (serving.isPresent()
                        && serving.get().views().contains(new ViewSource(request.view(), request.sql())))) {
            return Optional.of(ViewRequest.DONE);
        }
        return snapshot.generations().stream()
                .findFirst()
                .filter(newest -> newest.state() == GenerationState.FAILED
                        && snapshot.defined().areAmong(newest.views())
                        && newest.changedAt().isAfter(request.requestedAt().toInstant()))
                .map(Generation::reason);
    }
}
