package io.lambdagrid.control;

import io.lambdagrid.simulation.Schedules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The life of generations, crashed and interleaved at every call of a port. See {@code docs/simulation.md}. */
class LifeSimulationTest {
    private static final int SCHEDULES_FOR_A_BUG = 5_000;

    @Test
    void readers_see_every_record_once_whatever_crashes_and_whoever_leads() {
        Schedules.run("life", 20, schedule -> new SimulatedCluster(schedule, SimulatedCluster.Plant.NOTHING).run());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOTHING")
    void planted_bug_is_noticed(SimulatedCluster.Plant plant) {
        Schedules.assertNoticed(SCHEDULES_FOR_A_BUG, schedule -> new SimulatedCluster(schedule, plant).run());
    }
}
