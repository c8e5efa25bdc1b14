package io.lambdagrid.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackTest {

    private final Map<ServerKind, Duration> readyAfter = new EnumMap<>(ServerKind.class);
    private LocalStack stack =
            LocalStack.builder().dataFolder(Path.of("unused")).build();
    private Duration startTook = Duration.ZERO;

    @BeforeAll
    void start(@TempDir Path folder) {
        stack = LocalStack.builder()
                .dataFolder(folder)
                .dataNodes(2)
                .listener(readyAfter::put)
                .build();
        long start = System.nanoTime();
        stack.start();
        startTook = Duration.ofNanos(System.nanoTime() - start);
    }

    @AfterAll
    void stop() {
        stack.close();
        stack.close();
        for (ServerKind server : ServerKind.values()) {
            assertThat(stack.server(server).isAlive()).isFalse();
        }
    }

    @Test
    void every_server_reports_when_it_is_ready_and_none_waits_for_another() {
        assertThat(readyAfter).containsOnlyKeys(ServerKind.values());
        Duration sum = readyAfter.values().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(startTook).isLessThan(sum);
    }

    @Test
    void every_server_answers_its_own_client() throws Exception {
        StackClients clients = new StackClients(stack);
        clients.store("answers", "yes");
        assertThat(clients.readFromKafka("answers")).containsExactly("yes");
        assertThat(clients.readFromHdfs("answers")).isEqualTo("yes");
        assertThat(clients.readFromCassandra("answers")).containsExactly("yes");
    }

    @Test
    void servers_killed_in_the_middle_of_their_work_keep_data_and_addresses() throws Exception {
        StackClients clients = new StackClients(stack);
        clients.store("survives", "kill -9");
        String addresses = addresses();
        List<Long> pids = pids();
        List<ServerProcess> servers =
                Stream.of(ServerKind.values()).map(stack::server).toList();

        servers.forEach(ServerProcess::kill);
        assertThat(servers).noneMatch(ServerProcess::isAlive);
        CompletableFuture.allOf(servers.stream()
                        .map(server -> CompletableFuture.runAsync(server::restart))
                        .toArray(CompletableFuture[]::new))
                .get(2, TimeUnit.MINUTES);

        assertThat(pids()).doesNotContainAnyElementsOf(pids);
        assertThat(addresses()).isEqualTo(addresses);
        assertThat(clients.readFromKafka("survives")).containsExactly("kill -9");
        assertThat(clients.readFromHdfs("survives")).isEqualTo("kill -9");
        assertThat(clients.readFromCassandra("survives")).containsExactly("kill -9");
    }

    @Test
    void a_paused_server_answers_nothing_until_it_is_resumed() throws Exception {
        ServerProcess kafka = stack.server(ServerKind.KAFKA);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            kafka.pause();
            assertThat(kafka.isAlive()).isTrue();
            var unanswered = admin.describeCluster().clusterId();
            assertThatThrownBy(() -> unanswered.get(1, TimeUnit.SECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            kafka.resume();
            assertThat(admin.describeCluster().clusterId().get(30, TimeUnit.SECONDS))
                    .isNotBlank();
        }
    }

    @Test
    void a_second_stack_in_the_same_folder_is_refused() {
        LocalStack second = LocalStack.builder()
                .dataFolder(stack.dataFolder())
                .servers(EnumSet.of(ServerKind.KAFKA))
                .build();
        assertThatThrownBy(second::start)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("LG-904")
                .hasMessageContaining(stack.dataFolder().toString())
                .hasMessageContaining("choose another folder");
    }

    private String addresses() {
        return stack.kafkaBootstrapServers() + " " + stack.hdfsUri() + " " + stack.cassandraContactPoint();
    }

    private List<Long> pids() {
        return Stream.of(ServerKind.values())
                .map(server -> stack.server(server).pid())
                .toList();
    }
}
