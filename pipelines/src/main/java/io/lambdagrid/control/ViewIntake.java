package io.lambdagrid.control;

import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewRequest;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.serving.SharedMaps;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.MasterRetention;
import io.lambdagrid.view.ViewDefinition;
import java.util.List;
import java.util.Optional;

/** Reads the SQL that people propose: finds its dataset, or tells what is wrong with it. */
final class ViewIntake {
    private final SharedMaps shared;
    private final List<Dataset> datasets;
    private final ViewCompiler compiler;
    private final ViewRequests requests;

    ViewIntake(SharedMaps shared, List<Dataset> datasets, ViewCompiler compiler) {
        this.shared = shared;
        this.datasets = List.copyOf(datasets);
        this.compiler = compiler;
        this.requests = new ViewRequests(shared);
    }

    /** Looks at everything whose dataset is not known yet. */
    void step() {
        for (ViewRequest request : requests.of("")) {
            try {
                ViewDefinition view =
                        compiler.compile(new Generation.ViewSource(request.view(), request.sql()), datasets);
                requireFree(view);
                requireRetained(view);
                requests.update(request.over(view.dataset()));
            } catch (GridException e) {
                requests.end(request, String.valueOf(e.getMessage()));
            }
        }
    }

    private void requireRetained(ViewDefinition view) {
        for (Dataset dataset : datasets) {
            Optional<String> conflict =
                    dataset.name().equals(view.dataset()) ? MasterRetention.conflict(dataset, view) : Optional.empty();
            if (conflict.isPresent()) {
                throw new GridException(GridError.REQUEST_INVALID, conflict.get());
            }
        }
    }

    private void requireFree(ViewDefinition view) {
        SharedMap<ViewStatus> statuses = shared.map(GridMaps.VIEWS);
        ViewStatus known = statuses.get(view.name());
        if (known != null && !known.dataset().equals(view.dataset())) {
            throw new GridException(
                    GridError.REQUEST_INVALID,
                    "There is a view '" + view.name() + "' over dataset '" + known.dataset()
                            + "' already. Drop it first, or give this one another name.");
        }
    }
}
