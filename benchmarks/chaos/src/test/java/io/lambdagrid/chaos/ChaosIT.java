package io.lambdagrid.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.stack.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A short run of a fixed seed, from the packaged jar. */
@Timeout(600)
class ChaosIT {
    private static final long SEED = 3;

    @TempDir
    Path folder;

    @Test
    void every_answer_is_right_while_nodes_and_servers_are_killed_and_paused() throws Exception {
        Path jar = Path.of(System.getProperty("grid.node.jar", "")).toAbsolutePath();
        try (LocalStack stack =
                LocalStack.builder().dataFolder(folder.resolve("servers")).build()) {
            stack.start();

            ChaosRun.Plan plan = new ChaosRun.Plan(SEED, jar, folder.resolve("run"), 3, Duration.ofSeconds(30), 200);
            ChaosReport report = new ChaosRun(plan, stack, System.err::println).run();

            assertThat(report.findings()).as(report.json()).isEmpty();
            assertThat(report.answers()).isGreaterThan(1_000);
            assertThat(report.faults()).hasSizeGreaterThan(3);
        }
    }
}
