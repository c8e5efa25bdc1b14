package io.lambdagrid.node.command;

import io.lambdagrid.client.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A generation as a line of a table.
 *
 * @param base the generation that it continues in place; itself when it was computed from the whole master dataset
 * @param batchRows -1 while unknown
 * @param changedAt when it entered its state
 * @param seam {@code TOPIC-ID:PARTITION=END,...}
 */
record GenerationLine(
        String dataset,
        long generation,
        long base,
        String state,
        String reason,
        long batchRows,
        Instant createdAt,
        Instant changedAt,
        String seam) {
    static final List<String> TITLES =
            List.of("dataset", "generation", "computed", "state", "since", "took_s", "rows", "seam");

    private static final Set<String> UNDER_WAY = Set.of("BUILDING", "WARMING");

    /** They entered these states when they were done; what came later says nothing of how long that took. */
    private static final Set<String> JUST_DONE = Set.of("SERVING", "FAILED");

    static GenerationLine of(Row row) {
        return new GenerationLine(
                row.text("dataset"),
                row.longValue("generation"),
                row.longValue("base"),
                row.text("state"),
                row.text("reason"),
                row.longValue("batch_rows"),
                row.instant("created_at"),
                row.instant("changed_at"),
                row.text("batch_coverage"));
    }

    /** Returns the values under {@link #TITLES}. */
    List<@Nullable Object> values(InstantSource clock) {
        return Arrays.asList(
                dataset,
                generation,
                base == generation ? "anew" : "after " + (generation - 1),
                state,
                changedAt.truncatedTo(ChronoUnit.SECONDS),
                took(clock)
                        .map(time -> BigDecimal.valueOf(time.toMillis() / 100, 1))
                        .orElse(null),
                batchRows < 0 ? null : batchRows,
                seam.substring(seam.indexOf(':') + 1).replace(",", " "));
    }

    private Optional<Duration> took(InstantSource clock) {
        if (UNDER_WAY.contains(state)) {
            return Optional.of(Duration.between(createdAt, clock.instant()));
        }
        return JUST_DONE.contains(state) ? Optional.of(Duration.between(createdAt, changedAt)) : Optional.empty();
    }

    /** Returns why it is in its state, where that is worth a line. */
    Optional<String> reasonLine() {
        return reason.isEmpty() || state.equals("RETIRED")
                ? Optional.empty()
                : Optional.of("  generation " + generation + " of " + dataset + ": " + reason);
    }
}
