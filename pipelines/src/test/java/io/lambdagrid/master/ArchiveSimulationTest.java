package io.lambdagrid.master;

import io.lambdagrid.simulation.Schedules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The archive's protocol, crashed and interleaved at every call of a port. See {@code docs/simulation.md}. */
class ArchiveSimulationTest {
    private static final int SCHEDULES_FOR_A_BUG = 2_000;

    @Test
    void every_record_gets_into_the_table_once_whatever_crashes() {
        Schedules.run("archive", 80, schedule -> new SimulatedArchive(schedule, SimulatedArchive.Plant.NOTHING).run());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOTHING")
    void planted_bug_is_noticed(SimulatedArchive.Plant plant) {
        Schedules.assertNoticed(SCHEDULES_FOR_A_BUG, schedule -> new SimulatedArchive(schedule, plant).run());
    }
}
