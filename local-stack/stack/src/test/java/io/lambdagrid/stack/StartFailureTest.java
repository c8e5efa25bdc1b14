package io.lambdagrid.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartFailureTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(names = {"KAFKA", "HDFS"})
    void a_server_whose_port_is_taken_is_named_with_its_exit_code_and_the_end_of_its_log(ServerKind server)
            throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalStack stack = LocalStack.builder()
                        .dataFolder(folder)
                        .servers(EnumSet.of(server))
                        .port(server, taken.getLocalPort())
                        .build()) {
            assertThatThrownBy(stack::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("LG-902  " + server.title() + " ended with exit code ")
                    .hasMessageContaining(
                            folder.resolve(server.folder() + "/server.log").toString())
                    .hasMessageContaining("in use");
            assertThat(stack.server(server).isAlive()).isFalse();
        }
    }

    @Test
    void a_server_whose_data_folder_is_a_file_is_named_with_its_exit_code_and_the_end_of_its_log() throws Exception {
        Files.createDirectories(folder.resolve("cassandra"));
        Path data = Files.createFile(folder.resolve("cassandra/data"));
        try (LocalStack stack = LocalStack.builder()
                .dataFolder(folder)
                .servers(EnumSet.of(ServerKind.CASSANDRA))
                .build()) {
            assertThatThrownBy(stack::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("LG-902  Cassandra ended with exit code ")
                    .hasMessageContaining(data.toString());
        }
    }

    @Test
    void a_server_that_is_not_ready_in_time_is_named_and_killed() {
        try (LocalStack stack = LocalStack.builder()
                .dataFolder(folder)
                .servers(EnumSet.of(ServerKind.HDFS))
                .startLimit(Duration.ofMillis(1))
                .build()) {
            assertThatThrownBy(stack::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("LG-903  HDFS was not ready after 1 ms")
                    .hasMessageContaining("---- HDFS starts");
            assertThat(stack.server(ServerKind.HDFS).isAlive()).isFalse();
        }
    }

    @Test
    void one_failing_server_takes_the_others_down_with_it() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalStack stack = LocalStack.builder()
                        .dataFolder(folder)
                        .servers(EnumSet.of(ServerKind.KAFKA, ServerKind.CASSANDRA))
                        .port(ServerKind.KAFKA, taken.getLocalPort())
                        .build()) {
            assertThatThrownBy(stack::start).hasMessageContaining("Kafka ended with exit code");
            assertThat(stack.server(ServerKind.CASSANDRA).isAlive()).isFalse();
        }
    }

    @Test
    void a_data_folder_that_is_a_file_is_refused() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (LocalStack stack = LocalStack.builder().dataFolder(file).build()) {
            assertThatThrownBy(stack::start)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("LG-907")
                    .hasMessageContaining("'" + file + "'");
        }
    }
}
