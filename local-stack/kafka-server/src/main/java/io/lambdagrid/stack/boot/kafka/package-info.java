/** The Kafka process: broker and KRaft controller in one. Knows Kafka and nothing of the stack around it. */
@NullMarked
package io.lambdagrid.stack.boot.kafka;

import org.jspecify.annotations.NullMarked;
