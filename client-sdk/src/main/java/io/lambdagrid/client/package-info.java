/**
 * What applications use to read views. An example:
 *
 * <pre>{@code
 * record ProductRevenue(String productId, long orders, BigDecimal revenue) {}
 *
 * try (LambdaGrid grid = LambdaGrid.connect("10.0.0.1:5701", "10.0.0.2:5701")) {
 *     View<ProductRevenue> view = grid.view("revenue_by_product", ProductRevenue.class);
 *     Optional<ProductRevenue> row = view.get("p-17");          // history and the last second, merged
 *     Optional<ProductRevenue> history = view.batch().get("p-17");
 *     Freshness freshness = view.freshness();                    // how far the answer reaches
 *
 *     try (SqlResult result = grid.sql("SELECT product_id, revenue FROM revenue_by_product WHERE orders > ?", 100)) {
 *         for (Row found : result) {
 *             System.out.println(found.text("product_id") + " " + found.decimal("revenue"));
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Start at {@link io.lambdagrid.client.LambdaGrid}. Times are in UTC. Everything that goes wrong is a
 * {@link io.lambdagrid.client.LambdaGridException} with a code and a next step. The connection is neither encrypted nor
 * authenticated: use it inside a trusted network only. No type of the transport shows in this package's public
 * signatures, so that the transport can change.
 */
@NullMarked
package io.lambdagrid.client;

import org.jspecify.annotations.NullMarked;
