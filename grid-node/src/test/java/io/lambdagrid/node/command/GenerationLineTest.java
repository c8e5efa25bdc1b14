package io.lambdagrid.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class GenerationLineTest {
    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant CHANGED = Instant.parse("2026-03-01T12:00:02.350Z");
    private static final InstantSource LATER = InstantSource.fixed(Instant.parse("2026-03-01T13:00:00Z"));

    @Test
    void time_taken_ends_when_a_generation_is_served_and_goes_on_while_it_is_built() {
        assertThat(line("SERVING", 4, 1516).values(LATER))
                .containsExactly(
                        "visits",
                        4L,
                        "anew",
                        "SERVING",
                        Instant.parse("2026-03-01T12:00:02Z"),
                        new BigDecimal("2.3"),
                        1516L,
                        "0=375 1=1126");
        assertThat(line("BUILDING", 4, -1).values(LATER)).contains(new BigDecimal("3600.0"));
        assertThat(line("RETIRED", 4, 1516).values(LATER)).containsNull();
    }

    @Test
    void generation_that_went_on_in_place_says_after_which() {
        assertThat(line("SERVING", 1, 1516).values(LATER)).contains("after 3");
    }

    @Test
    void reason_is_told_unless_it_is_over() {
        assertThat(line("FAILED", 4, -1).reasonLine()).contains("  generation 4 of visits: LG-302 HDFS is away");
        assertThat(line("RETIRED", 4, -1).reasonLine()).isEmpty();
    }

    private static GenerationLine line(String state, long base, long rows) {
        return new GenerationLine(
                "visits", 4, base, state, "LG-302 HDFS is away", rows, CREATED, CHANGED, "id:0=375,1=1126");
    }
}
