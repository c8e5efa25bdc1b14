package io.lambdagrid.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.node.NodeProcess.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The servers, a node on them and what it says of itself, each as a user starts it. */
@Timeout(600)
class StackProcessTest {
    private final List<String> launcher = new NodeTest().launcher();

    @TempDir
    Path folder;

    @Test
    void node_runs_on_the_folder_that_stack_writes_and_nothing_is_left_behind()
            throws IOException, InterruptedException {
        Path configuration = folder.resolve("config");
        List<String> arguments = List.of("stack", "--config", configuration.toString());
        try (NodeProcess stack = NodeProcess.start(launcher, folder.resolve("stack.out"), arguments)) {
            stack.awaitOutput("nothing is left behind");
            Path data = dataFolder(stack.output());
            assertThat(data).isDirectory();
            assertThat(stack.output()).contains("start --config " + configuration);

            statusTellsOfTheViews(configuration);

            assertThat(stack.terminate()).isIn(0, 143);
            assertThat(data).doesNotExist();
        }
    }

    private void statusTellsOfTheViews(Path configuration) throws IOException, InterruptedException {
        int port = NodeProcess.freePort();
        List<String> onPort = Stream.concat(Stream.of("-Dlambdagrid.cluster.port=" + port), launcher.stream())
                .toList();
        List<String> start = List.of("start", "--config", configuration.toString());
        List<String> status = List.of("status", "--address", "127.0.0.1:" + port);
        try (NodeProcess node = NodeProcess.start(onPort, folder.resolve("node.out"), start)) {
            node.awaitOutput("Ready.");
            Awaitility.await().atMost(2, TimeUnit.MINUTES).untilAsserted(() -> {
                Answer answer = NodeProcess.run(launcher, status);
                assertThat(answer.exitCode()).as(answer.err()).isZero();
                assertThat(answer.out())
                        .contains("revenue_by_product  ")
                        .contains("unique_customers_by_country")
                        .containsPattern("(?m)^orders +3 ");
            });
            assertThat(node.terminate()).isIn(0, 143);
        }
    }

    private static Path dataFolder(String output) {
        String first = output.lines().findFirst().orElseThrow();
        return Path.of(first.substring(first.indexOf(" in ") + " in ".length()));
    }
}
