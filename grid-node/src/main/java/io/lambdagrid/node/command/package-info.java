/**
 * The command line: one class for each command. Commands that talk to a cluster do so as ordinary clients, through the
 * SDK; they know nothing of what goes on inside a node.
 */
@NullMarked
package io.lambdagrid.node.command;

import org.jspecify.annotations.NullMarked;
