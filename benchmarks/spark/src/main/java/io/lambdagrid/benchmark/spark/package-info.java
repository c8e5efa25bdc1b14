/** Spark as a peer. */
@NullMarked
package io.lambdagrid.benchmark.spark;

import org.jspecify.annotations.NullMarked;
