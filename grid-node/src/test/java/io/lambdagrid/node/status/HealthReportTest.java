package io.lambdagrid.node.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.node.status.HealthReport.Check;
import io.lambdagrid.node.status.HealthReport.Outcome;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a node may be asked, and what is said about it. */
class HealthReportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String GAP =
            "LG-413  offsets 5 to 9 of partition 1 are missing, accepted at 2026-03-01T09:00:00Z";

    @Test
    void view_that_stands_still_starts_or_is_incomplete_makes_the_node_not_ready() {
        for (String state : List.of(ViewStatus.HALTED, ViewStatus.STARTING, ViewStatus.INCOMPLETE)) {
            HealthReport report = report(view(state, "LG-312  Kafka deleted records"));

            assertThat(report.status()).as(state).isEqualTo(Outcome.DOWN);
            assertThat(report.checks())
                    .contains(new Check("view v", Outcome.DOWN, state + ": LG-312  Kafka deleted records"));
        }
    }

    @Test
    void server_that_is_away_and_records_given_up_are_told_but_answers_go_on() {
        for (String reason : List.of("LG-301  Kafka does not answer", GAP)) {
            HealthReport report = report(view(ViewStatus.SERVING, reason));

            assertThat(report.status()).isEqualTo(Outcome.UP);
            assertThat(report.checks()).contains(new Check("view v", Outcome.WARN, "SERVING: " + reason));
        }
    }

    @Test
    void grid_that_does_not_answer_makes_the_node_not_ready() {
        StatusSnapshot old = new StatusSnapshot(NOW.minusSeconds(20), 1, List.of(), Map.of(), List.of(), List.of());

        assertThat(HealthReport.readiness(Optional.of(old), "", NOW).checks())
                .containsExactly(new Check("cluster", Outcome.DOWN, "the grid has not answered for 20 s"));
        assertThat(HealthReport.readiness(Optional.empty(), "no majority", NOW).checks())
                .containsExactly(new Check("cluster", Outcome.DOWN, "no majority"));
    }

    @Test
    void reasons_tell_their_codes_and_how_many_gaps_there_are() {
        assertThat(Reasons.codes("LG-301  Kafka | LG-413  x; LG-301")).containsExactly("LG-301", "LG-413");
        assertThat(Reasons.declaredGaps("")).isZero();
        assertThat(Reasons.declaredGaps("LG-301  away | " + GAP)).isEqualTo(1);
        assertThat(Reasons.declaredGaps(
                        GAP + "; offsets 1 to 2 of partition 0 are missing, accepted at x; and 3 more gaps"))
                .isEqualTo(5);
    }

    private static HealthReport report(ViewStatus view) {
        StatusSnapshot snapshot = new StatusSnapshot(NOW, 1, List.of(view), Map.of(), List.of(), List.of());
        return HealthReport.readiness(Optional.of(snapshot), "", NOW);
    }

    private static ViewStatus view(String state, String reason) {
        return new ViewStatus(
                "v",
                "SELECT 1",
                "d",
                state,
                reason,
                1,
                1,
                "view.v.1",
                "",
                "",
                "",
                "",
                null,
                0,
                OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC));
    }
}
