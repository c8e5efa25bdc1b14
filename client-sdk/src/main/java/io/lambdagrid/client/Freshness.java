package io.lambdagrid.client;

import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.client.wire.ViewStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a view's answers reach. An answer read after its freshness reaches at least as far.
 *
 * @param generation the generation being served; 0 while there is none
 * @param reason why the view is in its status, in words; may be empty
 * @param batchCoverage partition to the first offset that the batch view does not include: where real time begins
 * @param appliedCoverage partition to the first offset that the merged view does not include
 * @param lagRecords how many records of the topic are not in the answer yet
 * @param freshTo every event produced before this time is in the answer; empty while unknown
 * @param retainedFrom rows whose time bucket begins before this time have left the view, or are about to; empty when
 *     all rows are kept
 */
public record Freshness(
        long generation,
        ViewState status,
        String reason,
        Map<Integer, Long> batchCoverage,
        Map<Integer, Long> appliedCoverage,
        long lagRecords,
        Optional<Instant> freshTo,
        Optional<Instant> retainedFrom) {
    public Freshness {
        batchCoverage = Collections.unmodifiableMap(new TreeMap<>(batchCoverage));
        appliedCoverage = Collections.unmodifiableMap(new TreeMap<>(appliedCoverage));
    }

    /** Returns how old the newest event can be that is missing; never negative, empty while unknown. */
    public Optional<Duration> age(Clock clock) {
        return freshTo.map(time -> Duration.between(time, clock.instant()))
                .map(age -> age.isNegative() ? Duration.ZERO : age);
    }

    /** The speed job reports its progress more often than the status of its views is written; the newer one counts. */
    static Freshness of(ViewStatus status, Optional<Progress> progress) {
        return new Freshness(
                status.generation(),
                ViewState.of(status),
                status.reason(),
                ends(status.batchCoverage()),
                ends(progress.map(Progress::appliedCoverage).orElse(status.appliedCoverage())),
                progress.map(Progress::lagRecords).orElse(status.lagRecords()),
                progress.map(Freshness::freshTo).orElseGet(() -> instant(status.freshTo())),
                instant(status.retainedFrom()));
    }

    private static Optional<Instant> freshTo(Progress progress) {
        return progress.freshToMillis() == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(progress.freshToMillis()));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    /** Reads {@code TOPIC-ID:PARTITION=END,...}; an empty text is nothing covered. */
    private static Map<Integer, Long> ends(String coverage) {
        Map<Integer, Long> ends = new TreeMap<>();
        for (String end : coverage.substring(coverage.indexOf(':') + 1).split(",", -1)) {
            int equals = end.indexOf('=');
            if (equals > 0) {
                ends.put(Integer.valueOf(end.substring(0, equals)), Long.valueOf(end.substring(equals + 1)));
            }
        }
        return ends;
    }
}
