package io.lambdagrid.node.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.node.GridNode;
import io.lambdagrid.node.NodeProcess;
import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.Overrides;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.SharedStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that change views, against a node on real servers. */
class ViewsCommandTest {
    private static final String ALL =
            "SELECT city, COUNT(*) AS visits, SUM(seconds) AS seconds FROM visits GROUP BY city";
    private static final String LONG_ONES =
            "SELECT city, COUNT(*) AS visits, SUM(seconds) AS seconds FROM visits WHERE seconds > 10 GROUP BY city";

    @TempDir
    private static Path folder = Path.of("");

    private static GridNode node;
    private static int port;
    private static String name = "";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void startNode() throws Exception {
        LocalStack stack = SharedStack.get();
        name = "visits_" + UUID.randomUUID().toString().substring(0, 8);
        port = NodeProcess.freePort();
        Path config = folder.resolve("config");
        Files.createDirectories(config.resolve("datasets"));
        Files.createDirectories(config.resolve("views"));
        Files.writeString(config.resolve("lambda-grid.yaml"), """
                cluster:
                  name: %s
                  port: %d
                kafka:
                  bootstrap-servers: %s
                master:
                  location: %s/%s
                  roll-interval: 1s
                cassandra:
                  contact-points: %s
                  keyspace: %s
                serving:
                  grace-period: 3s
                  statement-timeout: 2s
                """.formatted(
                name, port, stack.kafkaBootstrapServers(), stack.hdfsUri(), name, stack.cassandraContactPoint(), name));
        Files.writeString(config.resolve("datasets/visits.yaml"), """
                topic: %s
                format: json
                columns:
                  city: VARCHAR
                  seconds: BIGINT
                  visited_at: TIMESTAMP
                event-time: visited_at
                """.formatted(name));
        Files.writeString(config.resolve("views/visits_by_city.sql"), ALL);
        produce(stack);
        node = new GridNode(new ConfigurationFolder(config, Overrides.NONE).read());
        node.start();
    }

    private static void produce(LocalStack stack) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String event : List.of(
                    "{\"city\":\"Aachen\",\"seconds\":5}",
                    "{\"city\":\"Aachen\",\"seconds\":30}",
                    "{\"city\":\"Bonn\",\"seconds\":4}",
                    "{\"city\":\"Celle\",\"seconds\":20}")) {
                producer.send(new ProducerRecord<>(name, event)).get();
            }
        }
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @Test
    void a_definition_is_shown_compared_applied_taken_back_and_dropped() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(run("views", "list"))
                        .contains(
                                "visits_by_city  visits   SERVING",
                                "city VARCHAR, visits BIGINT, seconds DECIMAL(38,0)"));
        assertThat(run("views", "show", "visits_by_city").strip()).isEqualTo(ALL);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(run("batch", "run", "visits", "--wait")).contains("is being served"));

        Path changed = file("visits_by_city.sql", LONG_ONES);
        assertThat(run("views", "diff", changed.toString()))
                .startsWith("visits_by_city: 1 of 3 rows would change, 0 would be new, 1 would leave")
                .containsPattern("Aachen +seconds=35, visits=2 +seconds=30, visits=1")
                .containsPattern("Bonn +seconds=4, visits=1")
                .doesNotContain("Celle");
        assertThat(run("views", "apply", changed.toString())).isEqualTo("View 'visits_by_city' is served as defined\n");
        assertThat(rows("visits_by_city")).isEqualTo("Aachen,1\nCelle,1\n");
        assertThat(run("views", "diff", changed.toString()))
                .startsWith("visits_by_city: nothing would change in 2 rows");

        assertThat(run("views", "rollback", "visits")).contains("as they were defined before");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(rows("visits_by_city")).isEqualTo("Aachen,2\nBonn,1\nCelle,1\n"));

        assertThat(run("views", "apply", file("long_visits.sql", LONG_ONES).toString()))
                .contains("long_visits");
        assertThat(rows("long_visits")).isEqualTo("Aachen,1\nCelle,1\n");
        assertThat(run("views", "drop", "long_visits")).isEqualTo("View 'long_visits' is gone\n");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(fail("views", "show", "long_visits"))
                        .startsWith("LG-103  There is no view 'long_visits'."));
    }

    @Test
    void what_is_wrong_with_a_file_is_told_in_one_message() throws Exception {
        assertThat(fail("views", "apply", file("visits.txt", ALL).toString()))
                .startsWith("LG-120  ")
                .contains("is not called NAME.sql");
        assertThat(fail("views", "apply", folder.resolve("absent.sql").toString()))
                .startsWith("LG-112  ")
                .contains("absent.sql' cannot be read");
        assertThat(fail(
                        "views",
                        "apply",
                        file("cities.sql", "SELECT town FROM visits GROUP BY town")
                                .toString()))
                .startsWith("LG-101  ")
                .contains("town");
        assertThat(fail("views", "rollback", "visit")).startsWith("LG-103  ").contains("Did you mean 'visits'?");
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String rows(String view) {
        return run("sql", "--format", "csv", "-e", "SELECT city, visits FROM " + view + " ORDER BY city")
                .replaceFirst("city,visits\n", "");
    }

    private String run(String... arguments) {
        assertThat(execute(arguments)).as(err.toString()).isZero();
        return out.toString();
    }

    private String fail(String... arguments) {
        assertThat(execute(arguments)).as(out.toString()).isEqualTo(1);
        return err.toString();
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--address", "127.0.0.1:" + port));
        all.addAll(List.of("--cluster", name));
        CommandLine commandLine =
                RootCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(all.toArray(String[]::new));
    }
}
