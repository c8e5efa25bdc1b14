/**
 * A node: the process that {@code java -jar grid-node.jar} starts. It wires configuration, the Hazelcast member and the
 * grid's control together; it knows nothing of how views are computed.
 */
@NullMarked
package io.lambdagrid.node;

import org.jspecify.annotations.NullMarked;
