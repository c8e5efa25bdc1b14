/**
 * Looks at everything a node needs, from where it is asked: the configuration, this machine, Kafka, the file system of
 * the master datasets, Cassandra and the cluster. Tells, and changes nothing; knows nothing of commands.
 */
@NullMarked
package io.lambdagrid.node.doctor;

import org.jspecify.annotations.NullMarked;
