/**
 * The aggregates every grid knows: COUNT, SUM, AVG, MIN, MAX and APPROX_COUNT_DISTINCT, each with its partial result.
 *
 * <p>Nothing here knows how views are written, run or stored. Start with
 * {@link io.lambdagrid.view.aggregate.StandardAggregates}; the one hard class is
 * {@link io.lambdagrid.view.aggregate.ExactDoubleSum}.
 */
@NullMarked
package io.lambdagrid.view.aggregate;

import org.jspecify.annotations.NullMarked;
