/**
 * How the grid is doing, read on a member once a second: what health, metrics and the console tell of. Knows nothing of
 * how it is shown, and never asks Kafka, HDFS or Cassandra.
 */
@NullMarked
package io.lambdagrid.node.status;

import org.jspecify.annotations.NullMarked;
