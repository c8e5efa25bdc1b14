package io.lambdagrid.control;

import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.ViewDefinition;
import java.util.List;

/** Turns the SQL of a view into its definition. */
@FunctionalInterface
public interface ViewCompiler {
    /**
     * Returns the definition of a view.
     *
     * @param datasets among which is the one that its FROM names
     * @throws io.lambdagrid.view.GridException when the SQL does not parse or does not fit
     */
    ViewDefinition compile(Generation.ViewSource source, List<Dataset> datasets);
}
