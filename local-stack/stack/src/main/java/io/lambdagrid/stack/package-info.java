/**
 * A local stack: real Kafka, HDFS and Cassandra servers on loopback, each in a process of its own, for the demo, tests
 * and benchmarks. Knows where the servers' jars lie and how to talk to their processes; has none of their classes on
 * its class path, and knows nothing of views and grids.
 */
@NullMarked
package io.lambdagrid.stack;

import org.jspecify.annotations.NullMarked;
