/**
 * The life of generations: the only place that starts and stops jobs, creates and destroys maps, and changes the
 * catalog.
 *
 * <p>A loop on the oldest member compares what should be with what is and takes one idempotent step at a time. It may
 * die between any two instructions; another member goes on from the catalog, which Cassandra keeps. Start with
 * {@link io.lambdagrid.control.Controller}, then {@link io.lambdagrid.control.DatasetControl}.
 */
@NullMarked
package io.lambdagrid.control;

import org.jspecify.annotations.NullMarked;
