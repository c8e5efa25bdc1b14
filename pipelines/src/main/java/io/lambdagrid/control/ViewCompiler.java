package io.lambdagrid.control;

import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.ViewDefinition;

/** Turns the SQL of a view into its definition. */
@FunctionalInterface
public interface ViewCompiler {
    ViewDefinition compile(Generation.ViewSource source, Dataset dataset);
}
