/** Peers that need no class path of their own. They know nothing of the grid. */
@NullMarked
package io.lambdagrid.benchmark.peer;

import org.jspecify.annotations.NullMarked;
