package io.lambdagrid.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.node.NodeProcess.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node does as a process of its own, however it was started. */
@Timeout(300)
abstract class NodeContract {
    @TempDir
    Path folder;

    /** Returns the arguments of {@code java} that start the program. */
    abstract List<String> launcher();

    @Test
    void node_answers_sql_and_ends_in_seconds_when_asked_to() throws IOException, InterruptedException {
        int port = NodeProcess.freePort();
        try (NodeProcess node = start(port)) {
            node.awaitOutput("Ready.");

            Answer csv = sql(port, "--format", "csv", "-e", "SELECT 40 + 2 AS answer");
            assertThat(csv).isEqualTo(new Answer(0, "answer\n42\n", ""));
            Answer piped = sql(port, "-e", "SELECT 1 AS a; SELECT 'x' AS b");
            assertThat(piped).isEqualTo(new Answer(0, "a\n1\nb\nx\n", ""));
            Answer wrong = sql(port, "-e", "SELEC 1");
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.err()).startsWith("LG-120  ").hasLineCount(1);

            long start = System.nanoTime();
            assertThat(node.terminate()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            assertThat(node.output())
                    .doesNotContain("WARN")
                    .doesNotContain("ERROR")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void second_node_on_the_same_port_says_so_in_one_line() throws IOException, InterruptedException {
        int port = NodeProcess.freePort();
        try (NodeProcess node = start(port)) {
            node.awaitOutput("Ready.");

            Answer second = NodeProcess.run(launcher(), arguments(port));

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err().lines())
                    .containsExactly("LG-111  '127.0.0.1:" + port + "' cannot be listened on: Address already in use."
                            + " Set 'cluster.host' and 'cluster.port' to an address of this machine that is free.");
        }
    }

    private NodeProcess start(int port) throws IOException {
        return NodeProcess.start(launcher(), folder.resolve("node.out"), arguments(port));
    }

    List<String> arguments(int port) throws IOException {
        Path configuration = Files.createDirectories(folder.resolve("config"));
        Files.writeString(configuration.resolve("lambda-grid.yaml"), "cluster:\n  port: " + port + "\n");
        return List.of("start", "--config", configuration.toString());
    }

    private Answer sql(int port, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("sql", "--address", "127.0.0.1:" + port));
        all.addAll(List.of(arguments));
        return NodeProcess.run(launcher(), all);
    }
}
