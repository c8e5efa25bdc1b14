package io.lambdagrid.client;

import java.time.Instant;

/**
 * A record that counts for nothing, because it could not be read, or in one view, because that could not compute it.
 *
 * @param partition the Kafka partition; negative for a record of an import
 * @param offset its offset there, or its place in the import
 * @param view the view that could not compute it; empty when it could not be read
 * @param reason why, with its code
 * @param text the record as text, shortened; its bytes are in the master dataset
 */
public record Rejection(int partition, long offset, String view, String reason, String text, Instant rejectedAt) {}
