package io.lambdagrid.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentProcessTest {

    @Test
    void servers_end_when_their_parent_is_killed_and_the_next_stack_takes_over_their_ports(@TempDir Path folder)
            throws Exception {
        Process parent = java(StackHolder.class, folder.toString());
        List<Long> servers = new ArrayList<>();
        BufferedReader output = parent.inputReader();
        String kafka = output.readLine();
        while (servers.size() < ServerKind.values().length) {
            servers.add(Long.parseLong(output.readLine()));
        }
        assertThat(servers).allMatch(ParentProcessTest::isAlive);

        parent.destroyForcibly().waitFor();
        try (LocalStack next = LocalStack.builder()
                .dataFolder(folder)
                .servers(EnumSet.of(ServerKind.KAFKA))
                .build()) {
            next.start();
            assertThat(next.kafkaBootstrapServers()).isEqualTo(kafka);
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(servers).noneMatch(ParentProcessTest::isAlive));
    }

    @Test
    void the_shared_stack_is_one_and_is_gone_with_its_jvm() throws Exception {
        Process user = java(SharedStackUser.class);
        List<String> output = user.inputReader().lines().toList();
        assertThat(user.waitFor()).isZero();

        assertThat(output).hasSize(1 + ServerKind.values().length);
        assertThat(Path.of(output.get(0))).doesNotExist();
        assertThat(output.subList(1, output.size())).noneMatch(pid -> isAlive(Long.parseLong(pid)));
    }

    private static boolean isAlive(long pid) {
        // A dead process that nobody has reaped yet has no command any more.
        return ProcessHandle.of(pid)
                .map(process -> process.isAlive() && process.info().command().isPresent())
                .orElse(false);
    }

    private static Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
