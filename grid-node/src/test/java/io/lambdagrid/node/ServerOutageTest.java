package io.lambdagrid.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.client.BatchRun;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.node.NodeProcess.Answer;
import io.lambdagrid.node.config.ExampleFolder;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.ServerKind;
import io.lambdagrid.stack.ServerProcess;
import io.lambdagrid.view.GridError;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node whose servers are away when it starts, and are killed while it serves. */
@Timeout(300)
class ServerOutageTest {
    /** "Within seconds", on a machine that may be busy with other tests. */
    private static final Duration SECONDS = Duration.ofSeconds(45);

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int PRODUCTS = 10;

    /** All tests add to the same topic: what one of them has left is the next one's history. */
    private static final Map<String, Totals> EXPECTED = new TreeMap<>();

    @TempDir
    private static Path folder = Path.of("");

    private static LocalStack stack;
    private static KafkaProducer<String, String> producer;

    private final List<String> launcher = new NodeTest().launcher();

    /** A row of {@code revenue_by_product}. */
    private record Totals(long orders, BigDecimal revenue) {
        Totals plus(Totals more) {
            return new Totals(orders + more.orders, revenue.add(more.revenue));
        }
    }

    @BeforeAll
    static void startServers() throws Exception {
        stack = LocalStack.builder().dataFolder(folder.resolve("servers")).build();
        stack.start();
        new ExampleFolder(stack.kafkaBootstrapServers(), stack.hdfsUri() + "/lambda", stack.cassandraContactPoint())
                .writeTo(configuration());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("orders", 3, (short) 1)))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers(), "reconnect.backoff.max.ms", "200"),
                new StringSerializer(),
                new StringSerializer());
    }

    @AfterAll
    static void stopServers() {
        producer.close(Duration.ofSeconds(5));
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({"KAFKA, LG-301", "HDFS, LG-302", "CASSANDRA, LG-303"})
    void node_says_in_one_line_that_a_server_is_away_and_goes_on_by_itself(ServerKind away, String code)
            throws Exception {
        for (ServerKind kind : ServerKind.values()) {
            startAgainIfDead(stack.server(kind));
        }
        ServerProcess server = stack.server(away);
        server.kill();
        int port = NodeProcess.freePort();
        try (NodeProcess node = startNode(port, away)) {
            node.awaitOutput("Ready.");
            awaitBegin(node, code, 1);
            server.restart();
            produce(200);

            try (LambdaGrid grid = LambdaGrid.connect("127.0.0.1:" + port)) {
                awaitExactRows(grid);
                int begun = awaitOver(node, code);
                server.kill();
                awaitBegin(node, code, begun + 1);
                assertThat(rows(grid)).isEqualTo(EXPECTED);
                awaitStatusTells(port, code);
                if (away != ServerKind.KAFKA) {
                    produce(100);
                    awaitExactRows(grid);
                }
                BatchRun run = grid.batch().run("orders");

                server.restart();
                produce(100);

                awaitExactRows(grid);
                assertThat(run.await(SOON)).isTrue();
                assertThat(run.outcome()).contains(BatchRun.DONE);
                assertThat(rows(grid)).isEqualTo(EXPECTED);
                awaitAllArchived(grid);
            }
            awaitOver(node, code);
            assertThat(node.terminate()).isIn(0, 143);
            assertLogIsReadable(node.output(), code);
        }
    }

    /** What a failed test has left dead is not this test's business. */
    private static void startAgainIfDead(ServerProcess server) {
        if (!server.isAlive()) {
            server.restart();
        }
    }

    private NodeProcess startNode(int port, ServerKind away) throws IOException {
        Stream<String> settings = Stream.of(
                "-Dlambdagrid.cluster.port=" + port,
                "-Dlambdagrid.master.roll-interval=1s",
                "-Dlambdagrid.serving.grace-period=4s",
                "-Dlambdagrid.serving.statement-timeout=3s");
        return NodeProcess.start(
                Stream.concat(settings, launcher.stream()).toList(),
                folder.resolve(away + ".out"),
                List.of("start", "--config", configuration().toString()));
    }

    private static Path configuration() {
        return folder.resolve("config");
    }

    /** Waits until the log says for the n-th time that the server is away. */
    private static void awaitBegin(NodeProcess node, String code, int times) {
        await(code)
                .atMost(SECONDS)
                .untilAsserted(() -> assertThat(begins(node.output(), code))
                        .as(node.output())
                        .hasSizeGreaterThanOrEqualTo(times));
    }

    /** Waits until the log says that everything is over that has begun; returns how often it began. */
    private static int awaitOver(NodeProcess node, String code) throws IOException {
        await(code + " over").atMost(SECONDS).untilAsserted(() -> {
            List<String> lines = linesWith(node.output(), code);
            assertThat(lines.get(lines.size() - 1)).as(node.output()).matches(".* over after \\d+ s: " + code);
        });
        return begins(node.output(), code).size();
    }

    private static List<String> begins(String output, String code) {
        return linesWith(output, " WARN  Troubles  dataset=orders part=\\w+ " + code + " .*");
    }

    private static List<String> linesWith(String output, String pattern) {
        Pattern found = Pattern.compile(pattern);
        return output.lines().filter(line -> found.matcher(line).find()).toList();
    }

    /** A server that comes back may begin to answer, and stop again: hence a few lines, and not exactly one. */
    private static void assertLogIsReadable(String output, String code) {
        List<String> log = output.lines()
                .dropWhile(line -> !line.contains("Joined cluster"))
                .toList();
        assertThat(log)
                .allMatch(line ->
                        line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (INFO|WARN|ERROR) .*") || line.startsWith("Ready."))
                .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .hasSizeBetween(2, 6)
                .allMatch(line -> line.contains(code) || line.contains(GridError.OUTCOME_UNKNOWN.code()));
    }

    private void awaitStatusTells(int port, String code) {
        await("status").atMost(SECONDS).untilAsserted(() -> {
            Answer status = NodeProcess.run(launcher, List.of("status", "--address", "127.0.0.1:" + port));
            assertThat(status.exitCode()).as(status.err()).isZero();
            assertThat(status.out()).contains("SERVING").contains(code);
        });
    }

    private static void produce(int orders) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            String product = "p" + i % PRODUCTS;
            BigDecimal amount = BigDecimal.valueOf(100 + i, 2);
            String order = """
                    {"order_id":%d,"customer":%d,"product":"%s","country":"DE","status":"PAID","amount":%s,\
                    "quantity":1,"ordered_at":"2026-03-01T10:00:00Z"}""";
            sent.add(producer.send(new ProducerRecord<>("orders", product, order.formatted(i, i, product, amount))));
            EXPECTED.merge(product, new Totals(1, amount), Totals::plus);
        }
        for (Future<RecordMetadata> acknowledged : sent) {
            acknowledged.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void awaitExactRows(LambdaGrid grid) {
        await("exact rows")
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(rows(grid)).isEqualTo(EXPECTED));
    }

    private static Map<String, Totals> rows(LambdaGrid grid) {
        try (SqlResult result = grid.sql("SELECT product, orders, revenue FROM revenue_by_product")) {
            return result.stream()
                    .collect(Collectors.toMap(
                            row -> row.text("product"),
                            row -> new Totals(row.longValue("orders"), row.decimal("revenue")),
                            Totals::plus,
                            TreeMap::new));
        }
    }

    private static void awaitAllArchived(LambdaGrid grid) {
        long all = EXPECTED.values().stream().mapToLong(Totals::orders).sum();
        await("archive").atMost(SOON).untilAsserted(() -> {
            try (SqlResult result = grid.sql("SELECT SUM(archived) AS archived FROM lambda_partitions")) {
                Row row = result.iterator().next();
                assertThat(row.value(0, BigDecimal.class).map(BigDecimal::longValue))
                        .contains(all);
            }
        });
    }
}
