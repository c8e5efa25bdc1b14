/**
 * Faults at random, and every answer checked: three nodes as processes, real servers, a producer that keeps a journal
 * of what the log holds, readers that keep every answer they were given, and an oracle that compares the two when it is
 * over. Start with {@link io.lambdagrid.chaos.ChaosRun}.
 */
@NullMarked
package io.lambdagrid.chaos;

import org.jspecify.annotations.NullMarked;
