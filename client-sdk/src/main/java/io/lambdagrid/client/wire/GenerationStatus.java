package io.lambdagrid.client.wire;

import java.time.OffsetDateTime;

/**
 * One generation of a dataset's views.
 *
 * @param base the generation whose maps it lives in; another one when it is incremental
 * @param state BUILDING, WARMING, SERVING, RETIRING, RETIRED or FAILED
 * @param views names, separated by {@code ", "}
 * @param batchRows rows of all batch views together; -1 while building
 */
public record GenerationStatus(
        String dataset,
        long generation,
        long base,
        String state,
        String reason,
        String views,
        String batchCoverage,
        long tableSnapshot,
        long batchRows,
        OffsetDateTime createdAt,
        OffsetDateTime changedAt) {}
