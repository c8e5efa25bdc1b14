package io.lambdagrid.node.status;

import java.util.Map;

/**
 * What takes longer to count.
 *
 * @param rows of each view, in the whole grid
 * @param reads by key of each view's rows on this member, since its map was made; only served maps count
 * @param differences of each view: rows for which the two layers disagreed
 * @param rejected records by dataset and code
 */
public record RowCounts(
        Map<String, Long> rows,
        Map<String, Long> reads,
        Map<String, Long> differences,
        Map<RejectedKind, Long> rejected) {
    public static final RowCounts NONE = new RowCounts(Map.of(), Map.of(), Map.of(), Map.of());

    /** A kind of rejected records; {@code LG-201} could not be read, {@code LG-202} not be computed by some view. */
    public record RejectedKind(String dataset, String code) {}

    public RowCounts {
        rows = Map.copyOf(rows);
        reads = Map.copyOf(reads);
        differences = Map.copyOf(differences);
        rejected = Map.copyOf(rejected);
    }
}
