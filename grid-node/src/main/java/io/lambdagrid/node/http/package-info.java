/**
 * What a node answers over HTTP: views by key and with SQL, how the grid is doing, health and metrics.
 *
 * <p>Every route is a {@link io.lambdagrid.node.http.Route} in one table that says who may take it; nothing is decided
 * by looking at a path. Routes ask the grid through the client SDK and what {@code status} knows, as any application
 * could. Begin with {@link io.lambdagrid.node.http.NodeHttp}.
 */
@NullMarked
package io.lambdagrid.node.http;

import org.jspecify.annotations.NullMarked;
