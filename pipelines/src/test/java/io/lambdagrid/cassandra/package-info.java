/** The catalog and the batch views, against a real Cassandra. */
@NullMarked
package io.lambdagrid.cassandra;

import org.jspecify.annotations.NullMarked;
