/**
 * View maps: how a row is laid out, how rows and fences change together, which SQL names lead to them.
 *
 * <p>Knows neither Kafka nor HDFS nor jobs. The only place that uses Hazelcast's internals:
 * {@link io.lambdagrid.serving.FencedWrite} changes several maps in one partition operation, which the public API
 * cannot.
 */
@NullMarked
package io.lambdagrid.serving;

import org.jspecify.annotations.NullMarked;
