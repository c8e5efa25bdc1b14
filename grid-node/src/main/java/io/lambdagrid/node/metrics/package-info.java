/**
 * What a node can be watched by: one list of all metrics ({@link io.lambdagrid.node.metrics.GridMetric}), and the
 * meters that follow how the grid is doing. Knows nothing of HTTP.
 */
@NullMarked
package io.lambdagrid.node.metrics;

import org.jspecify.annotations.NullMarked;
