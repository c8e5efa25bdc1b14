package io.lambdagrid.control;

import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generation;
import java.util.List;

/** A dataset and the views that the configuration defines over it. */
public record DatasetViews(Dataset dataset, List<Generation.ViewSource> views) {
    public DatasetViews {
        views = List.copyOf(views);
    }
}
