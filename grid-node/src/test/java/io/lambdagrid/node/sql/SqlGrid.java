package io.lambdagrid.node.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.client.BatchRun;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.node.GridNode;
import io.lambdagrid.node.NodeProcess;
import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.config.Overrides;
import io.lambdagrid.stack.DuckDb;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.SharedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * One node on real servers for all tests of programs that read views: half of the {@link Sale}s are in the batch views,
 * half came later. DuckDB has them, too.
 */
final class SqlGrid {
    static final String VIEW = "sales_by_product";
    static final String GIFTS = "gifts_by_product";
    static final String BY_HOUR = "sales_by_status_and_hour";

    private static @Nullable SqlGrid shared;

    private final GridConfiguration configuration;

    private SqlGrid(GridConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Returns the node, all of whose views include all sales. */
    static synchronized SqlGrid get() throws Exception {
        SqlGrid running = shared;
        if (running == null) {
            running = start();
            shared = running;
        }
        return running;
    }

    private static SqlGrid start() throws Exception {
        LocalStack stack = SharedStack.get();
        String name = "sales_" + UUID.randomUUID().toString().substring(0, 8);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        }
        Path folder = Files.createTempDirectory("lambda-grid-sql-");
        writeConfiguration(folder, stack, name);
        SqlGrid grid = new SqlGrid(new ConfigurationFolder(folder, Overrides.NONE).read());
        delete(folder);
        GridNode node = new GridNode(grid.configuration);
        node.start();
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "sql-grid-end"));
        grid.fill(stack, name);
        return grid;
    }

    private static void writeConfiguration(Path folder, LocalStack stack, String name) throws IOException {
        write(folder, "lambda-grid.yaml", """
                cluster: {name: %s, port: %d}
                kafka: {bootstrap-servers: "%s"}
                master: {location: %s/%s, roll-interval: 1s}
                cassandra: {contact-points: "%s", keyspace: %s}
                batch: {incremental-interval: off}
                http: {enabled: false}
                """.formatted(
                        name,
                        NodeProcess.freePort(),
                        stack.kafkaBootstrapServers(),
                        stack.hdfsUri(),
                        name,
                        stack.cassandraContactPoint(),
                        name));
        write(folder, "datasets/sales.yaml", Sale.dataset(name));
        write(folder, "views/" + VIEW + ".sql", """
                SELECT product, COUNT(*) AS sales, SUM(amount) AS revenue, AVG(weight) AS weight,
                  MAX(quantity) AS largest, MAX(units) AS units, BOOL_AND(gift) AS all_gifts,
                  MIN(sold_on) AS first_day, MAX(sold_at) AS last_sale, MAX(status) AS last_status
                FROM sales GROUP BY product""");
        write(folder, "views/" + GIFTS + ".sql", """
                SELECT product, COUNT(*) AS gifts FROM sales WHERE gift GROUP BY product""");
        write(folder, "views/" + BY_HOUR + ".sql", """
                SELECT status, FLOOR(sold_at TO HOUR) AS sold_hour, COUNT(*) AS sales, SUM(amount) AS revenue
                FROM sales GROUP BY status, FLOOR(sold_at TO HOUR)
                INDEX (status), INDEX SORTED (sold_hour)""");
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void fill(LocalStack stack, String topic) throws Exception {
        try (LambdaGrid grid = LambdaGrid.builder()
                .addresses(address())
                .clusterName(clusterName())
                .connect()) {
            produce(stack, topic, 0, Sale.COUNT / 2);
            awaitSales(grid, Sale.COUNT / 2);
            BatchRun run = grid.batch().run("sales");
            assertThat(run.await(Duration.ofSeconds(60))).isTrue();
            assertThat(run.outcome()).contains(BatchRun.DONE);
            produce(stack, topic, Sale.COUNT / 2, Sale.COUNT);
            awaitSales(grid, Sale.COUNT);
        }
    }

    private static void produce(LocalStack stack, String topic, int from, int to) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = from; i < to; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, i % 2, null, new Sale(i).json())));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    private static void awaitSales(LambdaGrid grid, long sales) {
        long gifts = IntStream.range(0, (int) sales).filter(i -> i % 3 == 0).count();
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptionsInstanceOf(LambdaGridException.class)
                .untilAsserted(() -> {
                    assertThat(sum(grid, "sales", VIEW)).isEqualTo(sales);
                    assertThat(sum(grid, "sales", BY_HOUR)).isEqualTo(sales);
                    assertThat(sum(grid, "gifts", GIFTS)).isEqualTo(gifts);
                });
    }

    private static @Nullable Object sum(LambdaGrid grid, String column, String view) {
        try (SqlResult result = grid.sql("SELECT CAST(SUM(" + column + ") AS BIGINT) AS n FROM " + view)) {
            return result.iterator().next().value(0);
        }
    }

    /** Returns where clients connect. */
    String address() {
        return "127.0.0.1:" + configuration.settings().cluster().port();
    }

    String clusterName() {
        return configuration.settings().cluster().name();
    }

    /** Returns a database of DuckDB with all sales, as they were sent, in table {@code sales}. */
    static Connection duckDb() throws SQLException, IOException {
        Path file = Files.createTempFile("lambda-grid-sales-", ".json");
        Files.write(
                file,
                IntStream.range(0, Sale.COUNT).mapToObj(i -> new Sale(i).json()).toList());
        Connection database = DuckDb.connect();
        try (Statement statement = database.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("CREATE TABLE sales AS SELECT * FROM read_json('" + file
                    + "', format = 'newline_delimited', columns = " + Sale.duckDbColumns() + ")");
        }
        Files.delete(file);
        return database;
    }
}
