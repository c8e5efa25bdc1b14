package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.client.BatchRun;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.node.GridNode;
import io.lambdagrid.node.NodeProcess;
import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.config.HttpSection;
import io.lambdagrid.node.config.Overrides;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.SharedStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * One node on real servers for all tests of HTTP and of commands that change nothing, with three views over a few
 * thousand visits: half of them are in the batch views, half came later, and one record cannot be read. Further servers
 * over the same member are opened with other settings.
 */
public final class HttpNode {
    static final int SECONDS = 3_000;
    static final ObjectMapper JSON = new ObjectMapper();

    private static @Nullable HttpNode shared;

    private final GridNode node;
    private final HazelcastInstance member;
    private final Settings settings;

    private HttpNode(GridNode node, Settings settings) {
        this.node = node;
        this.settings = settings;
        this.member = Hazelcast.getAllHazelcastInstances().stream()
                .filter(instance -> instance.getConfig()
                        .getClusterName()
                        .equals(settings.cluster().name()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the node, ready to be asked. */
    public static synchronized HttpNode get() throws Exception {
        HttpNode running = shared;
        if (running == null) {
            running = start();
            shared = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running.node::close, "http-node-end"));
        }
        return running;
    }

    private static HttpNode start() throws Exception {
        LocalStack stack = SharedStack.get();
        String name = "http_" + UUID.randomUUID().toString().substring(0, 8);
        Path folder = Files.createTempDirectory("lambda-grid-http-");
        write(folder, "lambda-grid.yaml", """
                cluster: {name: %s, port: %d}
                kafka: {bootstrap-servers: "%s"}
                master: {location: %s/%s, roll-interval: 1s}
                cassandra: {contact-points: "%s", keyspace: %s}
                batch: {incremental-interval: off}
                serving: {grace-period: 4s, statement-timeout: 3s}
                http: {port: %d}
                """.formatted(
                        name,
                        NodeProcess.freePort(),
                        stack.kafkaBootstrapServers(),
                        stack.hdfsUri(),
                        name,
                        stack.cassandraContactPoint(),
                        name,
                        NodeProcess.freePort()));
        write(folder, "datasets/visits.yaml", """
                topic: %s
                format: json
                columns: {city: VARCHAR, seconds: BIGINT, paid: "DECIMAL(10,2)", visited_at: TIMESTAMP}
                event-time: visited_at
                """.formatted(name));
        write(folder, "views/visits_by_city.sql", """
                SELECT city, COUNT(*) AS visits, SUM(paid) AS paid, AVG(seconds) AS seconds FROM visits GROUP BY city""");
        write(folder, "views/visits_by_city_and_hour.sql", """
                SELECT city, FLOOR(visited_at TO HOUR) AS visited_hour, COUNT(*) AS visits
                FROM visits GROUP BY city, FLOOR(visited_at TO HOUR)""");
        write(folder, "views/visits_by_second.sql", """
                SELECT seconds, COUNT(*) AS visits FROM visits GROUP BY seconds""");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        }
        GridConfiguration configuration = new ConfigurationFolder(folder, Overrides.NONE).read();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        GridNode node = new GridNode(configuration);
        node.start();
        HttpNode started = new HttpNode(node, configuration.settings());
        started.fill(stack, name);
        return started;
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private void fill(LocalStack stack, String topic) throws Exception {
        try (LambdaGrid grid = LambdaGrid.builder()
                .addresses("127.0.0.1:" + settings.cluster().port())
                .clusterName(settings.cluster().name())
                .connect()) {
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(
                            () -> assertThat(get("/health/ready").status()).isEqualTo(200));
            produce(stack, topic, 0, SECONDS / 2);
            awaitVisits(SECONDS / 2);
            BatchRun run = grid.batch().run("visits");
            assertThat(run.await(Duration.ofSeconds(60))).isTrue();
            assertThat(run.outcome()).contains(BatchRun.DONE);
            produce(stack, topic, SECONDS / 2, SECONDS);
            awaitVisits(SECONDS);
        }
    }

    private static void produce(LocalStack stack, String topic, int from, int to) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = from; i < to; i++) {
                String city = List.of("Aachen", "Bonn", "Köln|Deutz", "a/b").get(i % 4);
                sent.add(producer.send(new ProducerRecord<>(topic, city, """
                        {"city":"%s","seconds":%d,"paid":1.50,"visited_at":"2026-03-01T%02d:00:00Z"}""".formatted(city, i, i % 3))));
            }
            sent.add(producer.send(new ProducerRecord<>(topic, "no visit <script>alert(1)</script>")));
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    private void awaitVisits(int visits) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            HttpAnswer answer = sql("SELECT SUM(visits) AS visits FROM visits_by_city");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().at("/rows/0/0").asInt()).isEqualTo(visits);
        });
    }

    HazelcastInstance member() {
        return member;
    }

    public Settings settings() {
        return settings;
    }

    URI address() {
        return node.httpAddress().orElseThrow();
    }

    HttpAnswer get(String pathAndQuery, String... headers) throws Exception {
        return new HttpAsking(address()).get(pathAndQuery, headers);
    }

    HttpAnswer sql(String statement) throws Exception {
        return new HttpAsking(address()).sql(statement);
    }

    HttpAsking asking() {
        return new HttpAsking(address());
    }

    /** Opens another server over the same member, on a free port. */
    NodeHttp open(HttpSection section) {
        NodeHttp http = new NodeHttp(with(section), Clock.systemUTC());
        http.start();
        http.joined(member);
        return http;
    }

    /** Returns the node's settings with another section for HTTP. */
    Settings with(HttpSection section) {
        return new Settings(
                settings.cluster(),
                settings.kafka(),
                settings.master(),
                settings.cassandra(),
                settings.batch(),
                settings.speed(),
                settings.serving(),
                section,
                settings.managementCenter());
    }

    /** What came back. */
    record HttpAnswer(int status, Map<String, List<String>> headers, String body) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .get(0);
        }
    }
}
