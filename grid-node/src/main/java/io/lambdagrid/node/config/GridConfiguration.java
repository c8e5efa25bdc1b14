package io.lambdagrid.node.config;

import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.ViewDefinition;
import java.util.List;

/**
 * A whole configuration folder, checked.
 *
 * @param datasets by name
 * @param views by name
 */
public record GridConfiguration(Settings settings, List<Dataset> datasets, List<ViewDefinition> views) {
    public GridConfiguration {
        datasets = List.copyOf(datasets);
        views = List.copyOf(views);
    }
}
