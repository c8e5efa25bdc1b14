package io.lambdagrid.node.demo;

import io.lambdagrid.node.config.ExampleFolder;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.StackListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Kafka, HDFS and Cassandra in a folder that is deleted in the end, with the topic and a configuration for nodes. */
final class DemoServers implements AutoCloseable {
    /** The dataset of the example, and its topic. */
    static final String ORDERS = "orders";

    static final int PARTITIONS = 4;

    private static final short ONE_REPLICA = 1;

    private final Path folder;
    private final LocalStack stack;

    private DemoServers(Path folder, LocalStack stack) {
        this.folder = folder;
        this.stack = stack;
    }

    /** Starts everything; what was started is stopped again when something fails. */
    static DemoServers start(StackListener listener) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lambda-grid-demo-");
        LocalStack stack = LocalStack.builder()
                .dataFolder(folder.resolve("servers"))
                .listener(listener)
                .build();
        DemoServers servers = new DemoServers(folder, stack);
        boolean started = false;
        try {
            stack.start();
            new ExampleFolder(stack.kafkaBootstrapServers(), stack.hdfsUri() + "/lambda", stack.cassandraContactPoint())
                    .writeTo(servers.configuration());
            servers.createTopic();
            started = true;
            return servers;
        } finally {
            if (!started) {
                servers.close();
            }
        }
    }

    private void createTopic() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            admin.createTopics(List.of(new NewTopic(ORDERS, PARTITIONS, ONE_REPLICA)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new DemoException("Kafka did not create the topic '" + ORDERS + "': " + e.getCause(), e);
        }
    }

    String kafka() {
        return stack.kafkaBootstrapServers();
    }

    /** Returns the configuration folder for nodes. */
    Path configuration() {
        return folder.resolve("config");
    }

    /** Returns the folder for files of the demo itself. */
    Path folder() {
        return folder;
    }

    /** Stops the servers and deletes everything they wrote. */
    @Override
    public void close() {
        stack.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
