/** What the seeded, single-threaded simulations of our protocols share. See {@code docs/simulation.md}. */
@NullMarked
package io.lambdagrid.simulation;

import org.jspecify.annotations.NullMarked;
