package io.lambdagrid.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenerationTest {
    private static final Instant CREATED = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant LATER = CREATED.plusSeconds(5);

    @Test
    void only_serving_and_retiring_come_back_by_going_back_to_what_served() {
        for (GenerationState state : GenerationState.values()) {
            assertThat(reachable(state).contains(state))
                    .as(state + " is reachable from itself")
                    .isEqualTo(state == GenerationState.SERVING || state == GenerationState.RETIRING);
        }
    }

    @Test
    void retired_and_failed_are_the_only_ends_and_every_state_leads_to_one() {
        for (GenerationState state : GenerationState.values()) {
            boolean isEnd = state == GenerationState.RETIRED || state == GenerationState.FAILED;
            assertThat(reachable(state).isEmpty()).as(state.toString()).isEqualTo(isEnd);
            assertThat(isEnd
                            || reachable(state).stream()
                                    .anyMatch(end -> reachable(end).isEmpty()))
                    .as("an end is reachable from " + state)
                    .isTrue();
        }
    }

    @Test
    void what_has_served_retires_or_serves_again_and_never_fails() {
        assertThat(reachable(GenerationState.SERVING))
                .containsExactly(GenerationState.SERVING, GenerationState.RETIRING, GenerationState.RETIRED);
    }

    @Test
    void a_step_changes_state_reason_and_time_only() {
        Generation building = generation();
        Generation warming = building.become(GenerationState.WARMING, "batch done", LATER);

        assertThat(warming)
                .isEqualTo(new Generation(
                        "orders",
                        3,
                        3,
                        GenerationState.WARMING,
                        77,
                        building.coverage(),
                        building.views(),
                        "batch done",
                        CREATED,
                        LATER));
    }

    @Test
    void a_step_that_skips_a_state_is_refused() {
        assertThatThrownBy(() -> generation().become(GenerationState.SERVING, "hasty", LATER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Generation 3 of 'orders' is BUILDING and cannot become SERVING");
    }

    private static Generation generation() {
        Coverage coverage = Coverage.of("t", Map.of(0, 5L));
        return new Generation(
                "orders", 3, 3, GenerationState.BUILDING, 77, coverage, List.of(), "scheduled", CREATED, CREATED);
    }

    private static Set<GenerationState> reachable(GenerationState from) {
        EnumSet<GenerationState> reached = EnumSet.noneOf(GenerationState.class);
        boolean grows = true;
        while (grows) {
            grows = Arrays.stream(GenerationState.values())
                    .filter(next -> from.canBecome(next) || reached.stream().anyMatch(state -> state.canBecome(next)))
                    .map(reached::add)
                    .reduce(false, Boolean::logicalOr);
        }
        return reached;
    }
}
