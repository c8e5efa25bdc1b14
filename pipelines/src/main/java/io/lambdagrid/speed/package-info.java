/**
 * The speed layer: views lowered to one streaming job for each generation of a dataset.
 *
 * <p>{@code ingest} reads the topic from the generation's coverage, decodes and pre-aggregates; {@code apply} merges
 * the deltas into the view maps, where all state lives; {@code progress} publishes how far that has come. Mirrors the
 * batch layer's names and must not know it. Start with {@link io.lambdagrid.speed.SpeedJob}.
 */
@NullMarked
package io.lambdagrid.speed;

import org.jspecify.annotations.NullMarked;
