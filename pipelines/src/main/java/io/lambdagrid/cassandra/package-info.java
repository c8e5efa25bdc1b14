/**
 * What survives when the whole grid is off: batch views as versioned rows, and the catalog of generations with its
 * compare-and-set. Brings the Cassandra sink and source that Jet lacks.
 *
 * <p>Start with {@link io.lambdagrid.cassandra.CassandraSession}, then {@link io.lambdagrid.cassandra.CatalogStore} for
 * the catalog, and {@link io.lambdagrid.cassandra.BatchViewTable} with {@link io.lambdagrid.cassandra.CassandraSink}
 * and {@link io.lambdagrid.cassandra.CassandraSource} for the rows. Knows nothing of view maps, Kafka or the master
 * dataset, and never decides what a generation should become.
 */
@NullMarked
package io.lambdagrid.cassandra;

import org.jspecify.annotations.NullMarked;
