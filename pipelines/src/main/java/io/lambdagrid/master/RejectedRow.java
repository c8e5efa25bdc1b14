package io.lambdagrid.master;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A record that was kept although it could not be read.
 *
 * @param reason why it could not be read
 * @param raw its bytes; {@code null} for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record RejectedRow(int partition, long offset, String reason, byte @Nullable [] raw) implements Serializable {}
