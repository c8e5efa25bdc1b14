package io.lambdagrid.client.wire;

/**
 * How the rows that a definition would give differ from those that are served, over the same records.
 *
 * @param id of the {@link ViewRequest} that asked for it
 * @param generation what is served
 * @param coverage {@code TOPIC-ID:PARTITION=END,...}: the records that both sides include
 * @param rowsBefore how many rows are served; 0 for a new view
 * @param rowsChanged rows of the same key in which a column has another value that both sides have
 * @param columnsAdded {@code name TYPE, name TYPE, ...}
 * @param columnsRemoved {@code name TYPE, name TYPE, ...}
 * @param keys of the first rows that differ, in parallel to {@code before} and {@code after}
 * @param before the columns as they are served; empty for a row that would be new
 * @param after the columns as they would be; empty for a row that would leave
 */
@SuppressWarnings("ArrayRecordComponent") // Texts to carry, never compared.
public record ViewComparison(
        String id,
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
        String[] keys,
        String[] before,
        String[] after) {}
