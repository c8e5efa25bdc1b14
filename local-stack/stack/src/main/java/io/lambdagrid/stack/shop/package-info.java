/**
 * The orders shop: made-up events that fill the servers of the demo and of the benchmarks. Pure; knows neither the
 * servers nor the grid.
 */
@NullMarked
package io.lambdagrid.stack.shop;

import org.jspecify.annotations.NullMarked;
