package io.lambdagrid.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);

    @Test
    void a_seed_gives_the_same_schedule_again_and_another_another() {
        assertThat(Schedule.draw(7, MINUTE, 3, ALL)).isEqualTo(Schedule.draw(7, MINUTE, 3, ALL));
        assertThat(Schedule.draw(7, MINUTE, 3, ALL)).isNotEqualTo(Schedule.draw(8, MINUTE, 3, ALL));
    }

    @Test
    void fifty_seeds_draw_every_fault_and_never_two_of_one_target_at_once() {
        List<Schedule> schedules = LongStream.range(0, 50)
                .mapToObj(seed -> Schedule.draw(seed, MINUTE, 3, ALL))
                .toList();

        Set<Fault> drawn = schedules.stream()
                .flatMap(schedule -> schedule.events().stream())
                .map(Schedule.Event::fault)
                .collect(Collectors.toSet());
        assertThat(drawn).containsExactlyInAnyOrder(Fault.values());
        schedules.forEach(ScheduleTest::assertTargetsRest);
    }

    @Test
    void faults_that_cannot_be_made_here_are_not_drawn() {
        Set<Fault> some = EnumSet.of(Fault.KILL_NODE, Fault.KILL_KAFKA);

        assertThat(Schedule.draw(7, MINUTE, 3, some).events())
                .extracting(Schedule.Event::fault)
                .isSubsetOf(some)
                .isNotEmpty();
    }

    private static void assertTargetsRest(Schedule schedule) {
        for (Schedule.Event one : schedule.events()) {
            assertThat(one.end()).isLessThanOrEqualTo(MINUTE);
            for (Schedule.Event other : schedule.events()) {
                Fault.Target target = one.fault().target();
                if (target != Fault.Target.NOTHING
                        && target == other.fault().target()
                        && one.at().compareTo(other.at()) < 0) {
                    assertThat(one.end()).isLessThan(other.at());
                }
            }
        }
    }
}
