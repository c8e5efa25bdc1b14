package io.lambdagrid.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short run of a fixed seed, from the packaged jar. */
@Timeout(600)
class ChaosIT {
    private static final long SEED = 3;

    @Test
    void every_answer_is_right_while_nodes_and_servers_are_killed_paused_and_cut_off() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("chaos.jar"),
                        "--jar=" + System.getProperty("grid.node.jar"),
                        "--seed=" + SEED,
                        "--seconds=30",
                        "--rate=200")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();

            assertThat(process.waitFor()).as(line).isZero();
            ChaosReport report = new ObjectMapper().readValue(line, ChaosReport.class);
            assertThat(report.findings()).isEmpty();
            assertThat(report.answers()).isGreaterThan(1_000);
            assertThat(report.faults()).hasSizeGreaterThan(3);
        } finally {
            process.destroy();
        }
    }
}
