/**
 * The exact source: reads a topic from given offsets, every record once, in order, or says why it cannot.
 *
 * <p>Knows neither views nor jobs. It never lets Kafka choose an offset: there is no consumer group, no automatic
 * reset, and each start checks that the topic is still the same one and that no needed record has been deleted.
 */
@NullMarked
package io.lambdagrid.kafka;

import org.jspecify.annotations.NullMarked;
