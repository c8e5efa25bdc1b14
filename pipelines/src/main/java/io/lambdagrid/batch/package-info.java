/**
 * The batch layer: views lowered to one Jet batch job over a pinned snapshot of the master dataset.
 *
 * <p>{@code ingest} folds the rows of the files, {@code apply} merges what the members found and fills the view maps,
 * from where it goes on to Cassandra. Mirrors the speed layer's names and must not know it. Start with
 * {@link io.lambdagrid.batch.BatchJob}.
 */
@NullMarked
package io.lambdagrid.batch;

import org.jspecify.annotations.NullMarked;
