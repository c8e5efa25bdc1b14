/**
 * How a node's log reads: on the console a line for each event and a line for each trouble, in a file everything. Knows
 * nothing of what is logged.
 */
@NullMarked
package io.lambdagrid.node.log;

import org.jspecify.annotations.NullMarked;
