package io.lambdagrid.node.demo;

import io.lambdagrid.stack.shop.ShopRecord;

/** Hears what Kafka has taken, in the order of each partition's offsets. Called by one thread. */
@FunctionalInterface
interface Acknowledgements {
    /** The record is in the log, there. */
    void acknowledged(ShopRecord record, int partition, long offset);
}
