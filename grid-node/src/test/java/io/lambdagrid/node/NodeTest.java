package io.lambdagrid.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.node.NodeProcess.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node run from its classes, with the module flags that the tests themselves were given. */
class NodeTest extends NodeContract {
    @Override
    List<String> launcher() {
        return NodeProcess.fromClasses();
    }

    @Test
    void node_of_a_program_that_was_killed_ends_too() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(arguments(NodeProcess.freePort()));
        arguments.add("--until-input-ends");
        try (NodeProcess node = NodeProcess.start(launcher(), folder.resolve("child.out"), arguments)) {
            node.awaitOutput("Ready.");

            assertThat(node.endInput()).isZero();
        }
    }

    @Test
    void wrong_configuration_is_told_with_file_line_and_column() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("lambda-grid.yaml"), "kafka:\n  bootstrap-server: 127.0.0.1:9092\n");

        Answer answer = NodeProcess.run(launcher(), List.of("start", "--config", folder.toString()));

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().strip())
                .isEqualTo(folder.resolve("lambda-grid.yaml") + " has 1 error\n"
                        + "  line 2, column 3  LG-110  Unknown setting 'kafka.bootstrap-server'."
                        + " Did you mean 'kafka.bootstrap-servers'?");
    }
}
