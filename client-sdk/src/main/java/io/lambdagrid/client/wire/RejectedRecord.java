package io.lambdagrid.client.wire;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read, or not be computed by one view.
 *
 * @param view the view that could not compute it; empty when the record could not be read at all
 * @param raw the record's bytes; null for a tombstone
 * @param text the bytes as UTF-8 text, shortened, with anything unprintable replaced
 */
@SuppressWarnings("ArrayRecordComponent") // Compact serialization has arrays, but no lists.
public record RejectedRecord(
        String dataset,
        String topic,
        int partition,
        long offset,
        String view,
        String reason,
        String text,
        byte @Nullable [] raw,
        OffsetDateTime rejectedAt) {
    /** Returns the key of the record in {@link GridMaps#REJECTED}: the same whoever rejects it, and however often. */
    public String key() {
        return dataset + "/" + partition + "/" + offset + "/" + view;
    }
}
