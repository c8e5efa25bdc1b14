package io.lambdagrid.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DemoProcessTest {
    @TempDir
    Path folder;

    @Test
    void demo_that_is_stopped_before_its_first_batch_view_says_so_and_leaves_nothing_behind()
            throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> launcher = Stream.concat(
                        Stream.of("-Djava.io.tmpdir=" + temporary), new NodeTest().launcher().stream())
                .toList();
        List<String> arguments = List.of("demo", "--history", "300000");
        try (NodeProcess demo = NodeProcess.start(launcher, folder.resolve("demo.out"), arguments)) {
            demo.awaitOutput("being built");

            assertThat(demo.terminate()).isIn(1, 143);

            assertThat(demo.output())
                    .contains("Stopped; nothing is left behind.")
                    .doesNotContain("LG-");
            assertThat(temporary).isEmptyDirectory();
        }
    }
}
