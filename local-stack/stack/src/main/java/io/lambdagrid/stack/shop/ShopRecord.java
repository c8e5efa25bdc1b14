package io.lambdagrid.stack.shop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record for the topic. Its arrays are not to be changed.
 *
 * @param key what decides the partition
 * @param value the bytes; null is a tombstone
 * @param order what the bytes say; empty when they are unreadable
 */
@SuppressWarnings("ArrayRecordComponent") // Kafka's form of a record; nobody compares two of them.
public record ShopRecord(byte[] key, byte @Nullable [] value, Optional<Order> order) {}
