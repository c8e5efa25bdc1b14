package io.lambdagrid.client;

import java.util.List;

/**
 * What a definition would change.
 *
 * @param view its name
 * @param generation the generation it was compared with
 * @param coverage {@code TOPIC-ID:PARTITION=END,...}: the records that both sides include
 * @param rowsBefore how many rows the batch view has; 0 for a new view
 * @param rowsAfter how many it would have
 * @param rowsEqual rows in which no column changes that both definitions have
 * @param rowsChanged rows of the same key in which such a column changes
 * @param columnsAdded as {@code name TYPE, name TYPE, ...}
 * @param columnsRemoved as {@code name TYPE, name TYPE, ...}
 * @param examples the first rows that differ, by key; a hundred at most
 */
public record ViewDifference(
        String view,
        long generation,
        String coverage,
        long rowsBefore,
        long rowsAfter,
        long rowsEqual,
        long rowsChanged,
        long rowsAdded,
        long rowsRemoved,
        String columnsAdded,
        String columnsRemoved,
        List<RowDifference> examples) {
    /**
     * A row that differs.
     *
     * @param before {@code column=value, ...}; empty for a row that would be new
     * @param after {@code column=value, ...}; empty for a row that would leave
     */
    public record RowDifference(String key, String before, String after) {}

    public ViewDifference {
        examples = List.copyOf(examples);
    }

    /** Returns whether readers would notice nothing. */
    public boolean isEmpty() {
        return rowsBefore == rowsEqual && rowsAfter == rowsEqual && columnsAdded.isEmpty() && columnsRemoved.isEmpty();
    }
}
