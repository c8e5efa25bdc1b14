package io.lambdagrid.client.wire;

import java.time.OffsetDateTime;

/**
 * A record that could not be read, or not be computed by one view, and so counts for nothing there.
 *
 * @param generation the base of the generation in whose maps it does not count
 * @param partition the Kafka partition; negative for a record of an import
 * @param view the view that could not compute it; empty when the record could not be read at all
 * @param text the record as text, shortened, with anything unprintable replaced; its bytes are in the master dataset
 */
public record RejectedRecord(
        String dataset,
        long generation,
        String topic,
        int partition,
        long offset,
        String view,
        String reason,
        String text,
        OffsetDateTime rejectedAt) {
    /** Returns the key of the record in {@link GridMaps#REJECTED}: the same whoever rejects it, and however often. */
    public String key() {
        return GridMaps.generationKey(dataset, generation) + "/" + partition + "/" + offset + "/" + view;
    }
}
