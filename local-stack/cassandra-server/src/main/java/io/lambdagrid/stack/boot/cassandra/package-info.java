/** The Cassandra process: one node. Knows Cassandra and nothing of the stack around it. */
@NullMarked
package io.lambdagrid.stack.boot.cassandra;

import org.jspecify.annotations.NullMarked;
