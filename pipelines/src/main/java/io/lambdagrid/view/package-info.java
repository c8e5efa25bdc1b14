/**
 * The model at the centre: what a dataset, a view, an aggregate, a coverage and a generation are.
 *
 * <p>Pure Java: no I/O, no engine, no parser. Everything else in the grid points here, and this package points only at
 * the wire vocabulary it shares with clients. Start with {@link io.lambdagrid.view.ViewDefinition}, then
 * {@link io.lambdagrid.view.Aggregate} and its laws, then {@link io.lambdagrid.view.Coverage} and
 * {@link io.lambdagrid.view.Generation}.
 */
@NullMarked
package io.lambdagrid.view;

import org.jspecify.annotations.NullMarked;
