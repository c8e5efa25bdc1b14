package io.lambdagrid.node.http;

import io.javalin.http.Context;
import io.lambdagrid.client.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an answer reaches at least.
 *
 * @param freshTo every event produced before this time is in the answer; null while unknown
 * @param ageSeconds how old the newest event can be that is missing; null while unknown
 * @param retainedFrom rows whose time bucket begins before this time have left the view, or are about to; null when all
 *     are kept
 * @param batchCoverage partition to the first offset that the batch view does not include
 * @param appliedCoverage partition to the first offset that the answer need not include
 */
record FreshnessAnswer(
        String view,
        String state,
        String reason,
        long generation,
        @Nullable Instant freshTo,
        @Nullable Double ageSeconds,
        long lagRecords,
        @Nullable Instant retainedFrom,
        Map<Integer, Long> batchCoverage,
        Map<Integer, Long> appliedCoverage) {
    static FreshnessAnswer of(String view, Freshness freshness, InstantSource clock) {
        Instant freshTo = freshness.freshTo().orElse(null);
        return new FreshnessAnswer(
                view,
                freshness.status().name(),
                freshness.reason(),
                freshness.generation(),
                freshTo,
                freshTo == null ? null : ageSeconds(freshTo, clock.instant()),
                freshness.lagRecords(),
                freshness.retainedFrom().orElse(null),
                freshness.batchCoverage(),
                freshness.appliedCoverage());
    }

    private static double ageSeconds(Instant freshTo, Instant now) {
        return Math.max(0, Duration.between(freshTo, now).toMillis() / 1e3);
    }

    /** Says in headers how far an answer reaches: as far as the view that reaches least far. */
    static void addHeaders(Context request, List<FreshnessAnswer> views) {
        views.stream().min(Comparator.comparing(FreshnessAnswer::orBeginning)).ifPresent(oldest -> {
            request.header("LambdaGrid-View-State", oldest.state);
            request.header("LambdaGrid-Generation", String.valueOf(oldest.generation));
            request.header("LambdaGrid-Lag-Records", String.valueOf(oldest.lagRecords));
            if (oldest.freshTo != null) {
                request.header("LambdaGrid-Fresh-To", oldest.freshTo.toString());
            }
        });
    }

    private Instant orBeginning() {
        return freshTo == null ? Instant.EPOCH : freshTo;
    }
}
