package io.lambdagrid.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short runs of fixed seeds, from the packaged jar. Seams move and generations switch while it happens. */
@Timeout(600)
class ChaosIT {
    /** Left out unless {@code -Dchaos.excluded=} says that nothing is: some ten minutes. */
    private static final String LONG = "long";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @Tag(LONG)
    void every_answer_is_right_whatever_happens() throws Exception {
        ChaosReport report = chaos(3, Fault.values());

        assertThat(report.faults()).hasSizeGreaterThan(3);
    }

    @Test
    @Tag(LONG)
    void every_answer_is_right_while_nodes_are_killed() throws Exception {
        ChaosReport report = chaos(6, Fault.KILL_NODE, Fault.KILL_OLDEST_NODE);

        assertThat(report.faults()).anyMatch(fault -> fault.contains("KILL_OLDEST_NODE"));
    }

    @Test
    @Tag(LONG)
    void every_answer_is_right_while_a_node_is_paused() throws Exception {
        ChaosReport report = chaos(8, Fault.PAUSE_NODE);

        assertThat(report.faults()).anyMatch(fault -> fault.contains("PAUSE_NODE"));
    }

    @Test
    @Tag(LONG)
    void every_answer_is_right_while_the_leader_is_cut_off_from_the_others_and_goes_on() throws Exception {
        assumeThat(Network.canBeOwn()).as("network namespaces are to be had").isTrue();

        ChaosReport report = chaos(34, Fault.CUT_OFF_OLDEST_NODE, Fault.CUT_OFF_NODE, Fault.MUTE_NODE);

        assertThat(report.faults()).anyMatch(fault -> fault.contains("CUT_OFF_OLDEST_NODE"));
    }

    @ParameterizedTest
    @Tag(LONG)
    @ValueSource(
            strings = {"KILL_KAFKA,PAUSE_KAFKA", "SAFE_MODE,FULL_HDFS,KILL_HDFS", "KILL_CASSANDRA,PAUSE_CASSANDRA"})
    void nobody_is_refused_while_a_server_is_away(String faults) throws Exception {
        ChaosReport report =
                chaos(2, Arrays.stream(faults.split(",")).map(Fault::valueOf).toArray(Fault[]::new));

        assertThat(report.faults()).anyMatch(fault -> fault.contains(" for "));
        assertThat(report.refusals()).isEmpty();
    }

    @Test
    void everything_comes_back_from_a_stop_of_everything_without_being_computed_anew() throws Exception {
        ColdRestart.Shown shown =
                JSON.readValue(outputOf(List.of("cold-restart", "--rows=20000")), ColdRestart.Shown.class);

        assertThat(shown.generationAfter()).isEqualTo(shown.generationBefore());
    }

    private static ChaosReport chaos(long seed, Fault... faults) throws Exception {
        List<String> names = new ArrayList<>(List.of(Fault.MOVE_SEAM.name(), Fault.RECOMPUTE.name()));
        Arrays.stream(faults).map(Fault::name).forEach(names::add);
        ChaosReport report = JSON.readValue(
                outputOf(
                        List.of("--seed=" + seed, "--seconds=30", "--rate=200", "--faults=" + String.join(",", names))),
                ChaosReport.class);
        assertThat(report.findings()).isEmpty();
        assertThat(report.answers()).isGreaterThan(1_000);
        // Readers begin when the view is served, and it never begins anew.
        assertThat(report.refusals()).doesNotContainKey("LG-412");
        return report;
    }

    /** Returns the first line that the command prints; it has to end well. */
    private static String outputOf(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("chaos.jar", "")));
        command.addAll(arguments);
        command.add("--jar=" + System.getProperty("grid.node.jar"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            assertThat(process.waitFor()).as(line).isZero();
            return line;
        } finally {
            process.destroy();
        }
    }
}
