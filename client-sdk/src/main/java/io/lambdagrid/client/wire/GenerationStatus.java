package io.lambdagrid.client.wire;

import java.time.OffsetDateTime;

/**
 * One generation of a dataset's views.
 *
 * @param state BUILDING, WARMING, SERVING, RETIRING, RETIRED or FAILED
 * @param views names, separated by {@code ", "}
 * @param batchRows rows of all batch views together; -1 while building
 */
public record GenerationStatus(
        String dataset,
        long generation,
        String state,
        String reason,
        String views,
        String batchCoverage,
        long tableSnapshot,
        long batchRows,
        OffsetDateTime createdAt,
        OffsetDateTime changedAt) {}
