package io.lambdagrid.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void a_seed_gives_the_same_schedule_again_and_another_another() {
        assertThat(Schedule.draw(7, MINUTE, 3)).isEqualTo(Schedule.draw(7, MINUTE, 3));
        assertThat(Schedule.draw(7, MINUTE, 3)).isNotEqualTo(Schedule.draw(8, MINUTE, 3));
    }

    @Test
    void fifty_seeds_draw_every_fault_and_never_two_of_one_target_at_once() {
        List<Schedule> schedules = LongStream.range(0, 50)
                .mapToObj(seed -> Schedule.draw(seed, MINUTE, 3))
                .toList();

        Set<Fault> drawn = schedules.stream()
                .flatMap(schedule -> schedule.events().stream())
                .map(Schedule.Event::fault)
                .collect(Collectors.toSet());
        assertThat(drawn).containsExactlyInAnyOrder(Fault.values());
        schedules.forEach(ScheduleTest::assertTargetsRest);
    }

    private static void assertTargetsRest(Schedule schedule) {
        for (Schedule.Event one : schedule.events()) {
            assertThat(one.end()).isLessThanOrEqualTo(MINUTE);
            for (Schedule.Event other : schedule.events()) {
                String target = one.fault().target();
                if (!target.isEmpty()
                        && target.equals(other.fault().target())
                        && one.at().compareTo(other.at()) < 0) {
                    assertThat(one.end()).isLessThan(other.at());
                }
            }
        }
    }
}
