package io.lambdagrid.chaos;

import io.lambdagrid.client.BatchRun;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.client.ViewState;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.ServerKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Everything is killed at once, nodes and servers, and started again: how long until a view of many rows is served, and
 * is it exact?
 */
final class ColdRestart {
    private static final int PARTITIONS = 4;
    private static final int NODES = 3;
    /** Of a hundred rows, so many have got a record since the batch view was computed. */
    private static final int CHANGED_PERCENT = 1;

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final long PAUSE_MILLIS = 200;

    private final LocalStack stack;
    private final Path jar;
    private final Path folder;
    private final int rows;
    private final Consumer<String> log;

    /**
     * What it has shown.
     *
     * @param upSeconds from the start of the processes until a client was connected
     * @param servedSeconds from the start of the processes until the whole answer was given, exactly
     */
    record Shown(int rows, double upSeconds, double servedSeconds, long generationBefore, long generationAfter) {}

    /**
     * What the view has in total.
     *
     * @param rows how many rows there are
     */
    private record Total(long rows, long orders, BigDecimal revenue) {}

    ColdRestart(LocalStack stack, Path jar, Path folder, int rows, Consumer<String> log) {
        this.stack = stack;
        this.jar = jar;
        this.folder = folder;
        this.rows = rows;
        this.log = log;
    }

    Shown run() throws IOException, InterruptedException, ExecutionException {
        String topic = "cold_" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        Files.createDirectories(folder);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        try (Nodes nodes = new Nodes(NODES, jar, folder, stack, ChaosConfiguration.idle(topic), new Network())) {
            send(topic, rows);
            nodes.startAll();
            long before = compute(nodes, topic);
            log.accept("all is killed");
            nodes.killAll();
            for (ServerKind server : ServerKind.values()) {
                stack.server(server).kill();
            }
            for (ServerKind server : ServerKind.values()) {
                stack.server(server).restart();
            }
            log.accept("the servers are back, the nodes start");
            return restart(nodes, before);
        }
    }

    /** Returns the generation that holds all rows but those that changed since. */
    private long compute(Nodes nodes, String topic) throws InterruptedException {
        try (LambdaGrid grid = connect(nodes)) {
            require(() -> isServed(grid, history()), "the history was not served");
            log.accept("the history is served, the view is recomputed");
            BatchRun run = grid.batch().recompute(ChaosConfiguration.DATASET);
            if (!run.await(LONGEST) || !run.outcome().equals(Optional.of(BatchRun.DONE))) {
                throw new IllegalStateException("The view was not recomputed: " + run.outcome());
            }
            send(topic, changed());
            require(() -> isServed(grid, everything()), "what was sent last was not served");
            return generation(grid);
        }
    }

    private Shown restart(Nodes nodes, long before) throws IOException, InterruptedException {
        long started = System.nanoTime();
        nodes.restartAll();
        try (LambdaGrid grid = connect(nodes)) {
            double up = secondsSince(started);
            require(() -> isServed(grid, everything()), "not every row came back");
            return new Shown(rows, up, secondsSince(started), before, generation(grid));
        }
    }

    private void send(String topic, int records) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.kafkaBootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int product = 0; product < records; product++) {
                String json = "{\"product\":\"p" + product + "\",\"cents\":" + cents(product)
                        + ",\"ordered_at\":\"2026-01-01T00:00:00Z\"}";
                int partition = Orders.partitionOf(product, PARTITIONS);
                // What is missing is noticed by the total.
                var unused = producer.send(
                        new ProducerRecord<>(topic, partition, null, json.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static long cents(int product) {
        return 1L + product % 9_973;
    }

    private int changed() {
        return rows / 100 * CHANGED_PERCENT;
    }

    private Total history() {
        return new Total(rows, rows, centsOfFirst(rows));
    }

    private Total everything() {
        return new Total(rows, rows + changed(), centsOfFirst(rows).add(centsOfFirst(changed())));
    }

    private static BigDecimal centsOfFirst(int products) {
        return BigDecimal.valueOf(
                IntStream.range(0, products).mapToLong(ColdRestart::cents).sum());
    }

    private static LambdaGrid connect(Nodes nodes) {
        return LambdaGrid.builder()
                .addresses(nodes.addresses().toArray(String[]::new))
                .timeout(LONGEST)
                .connect();
    }

    private static boolean isServed(LambdaGrid grid, Total expected) {
        var view = grid.view(ChaosConfiguration.VIEW);
        if (view.freshness().status() != ViewState.SERVING || view.freshness().lagRecords() > 0) {
            return false;
        }
        try (SqlResult result = grid.sql("SELECT COUNT(*) AS products, SUM(orders) AS orders, SUM(revenue) AS revenue"
                + " FROM " + ChaosConfiguration.VIEW)) {
            Row row = result.iterator().next();
            return row.longValue("products") == expected.rows()
                    && row.decimal("orders").longValueExact() == expected.orders()
                    && row.decimal("revenue").compareTo(expected.revenue()) == 0;
        }
    }

    private static long generation(LambdaGrid grid) {
        return grid.view(ChaosConfiguration.VIEW).freshness().generation();
    }

    private static double secondsSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0;
    }

    /** Waits for it; a grid that does not answer yet is asked again. */
    private static void require(BooleanSupplier condition, String otherwise) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (condition.getAsBoolean()) {
                    return;
                }
            } catch (LambdaGridException e) {
                // Not yet.
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new IllegalStateException("Within " + LONGEST + " " + otherwise);
    }
}
