/**
 * The master dataset: every event ever accepted, as an append-only Iceberg table of Parquet files on HDFS (or, by the
 * same code, in a folder).
 *
 * <p>The table is the truth of the batch layer: each commit carries its {@link io.lambdagrid.view.Coverage}, is refused
 * unless it continues the former one exactly, and tells the archive job where to go on. Start with
 * {@link io.lambdagrid.master.MasterTable}; {@link io.lambdagrid.master.ArchiveJob} writes it,
 * {@link io.lambdagrid.master.MasterInputFormat} reads it. Knows nothing of views, generations and serving.
 */
@NullMarked
package io.lambdagrid.master;

import org.jspecify.annotations.NullMarked;
