package io.lambdagrid.node.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.client.Freshness;
import io.lambdagrid.client.ViewState;
import io.lambdagrid.node.shell.ViewReach.Parts;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewReachTest {
    private static final ZonedDateTime NOON = ZonedDateTime.parse("2026-03-01T12:00:03.800Z");

    @Test
    void merged_answer_names_its_time_its_age_and_both_layers() {
        assertThat(text(Parts.MERGED, "2026-03-01T12:00:03Z", 0, ViewState.SERVING, ""))
                .isEqualTo("fresh to 12:00:03 (0.8 s behind), generation 17 + speed");
    }

    @Test
    void answer_that_lags_says_by_how_many_records_and_since_which_day() {
        assertThat(text(Parts.MERGED, "2026-02-28T09:00:00Z", 1200, ViewState.HALTED, "LG-311 Topic 'a' was deleted"))
                .isEqualTo("fresh to 2026-02-28 09:00:00 (27 h and 1200 records behind), generation 17 + speed,"
                        + " HALTED: LG-311 Topic 'a' was deleted");
        assertThat(text(Parts.MERGED, "2026-03-01T11:50:03Z", 1, ViewState.SERVING, ""))
                .startsWith("fresh to 11:50:03 (10 min and 1 record behind)");
    }

    @Test
    void parts_of_a_view_are_told_apart() {
        assertThat(text(Parts.BATCH, "2026-03-01T12:00:03Z", 5, ViewState.SERVING, ""))
                .isEqualTo("generation 17 alone");
        assertThat(text(Parts.REALTIME, "2026-03-01T12:00:03Z", 0, ViewState.SERVING, ""))
                .isEqualTo("fresh to 12:00:03 (0.8 s behind), speed since generation 17");
        assertThat(Parts.ofTable("sales_batch").view("sales_batch")).isEqualTo("sales");
        assertThat(Parts.ofTable("sales_realtime")).isEqualTo(Parts.REALTIME);
        assertThat(Parts.ofTable("sales")).isEqualTo(Parts.MERGED);
    }

    private static String text(Parts parts, String freshTo, long lag, ViewState state, String reason) {
        Freshness freshness = new Freshness(
                17, state, reason, Map.of(), Map.of(), lag, Optional.of(Instant.parse(freshTo)), Optional.empty());
        return new ViewReach("sales", parts, freshness).text(NOON);
    }
}
