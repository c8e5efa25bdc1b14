package io.lambdagrid.node.command;

import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.ExampleFolder;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.config.Overrides;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.StackException;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the servers that a grid needs on this machine, until it is asked to end. */
@Command(
        name = "stack",
        description = {
            "Run Kafka, HDFS and Cassandra on this machine, and write a configuration folder that uses them.",
            "Ends with Ctrl+C or SIGTERM; nothing is left behind unless --data is given."
        })
final class StackCommand implements Callable<Integer> {
    private static final int TOPIC_PARTITIONS = 4;
    private static final short ONE_REPLICA = 1;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the servers' data here, and go on with what is there already.")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Where to write the configuration folder; inside the data folder unless given.")
    private @Nullable Path configuration;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LogVolume.silenceUnlessRaised();
        PrintWriter out = Output.of(spec);
        try (OrderlyEnd end = OrderlyEnd.ofThisProcess()) {
            runUntil(end, out);
        }
        return 0;
    }

    private void runUntil(OrderlyEnd end, PrintWriter out) throws Exception {
        Path folder = data == null ? Files.createTempDirectory("lambda-grid-stack-") : data;
        try {
            runIn(folder.toAbsolutePath().normalize(), out);
        } catch (InterruptedException | StackException e) {
            if (!end.isAsked()) {
                throw e;
            }
        } finally {
            if (data == null) {
                deleteAll(folder);
            }
        }
    }

    private void runIn(Path folder, PrintWriter out) throws Exception {
        out.println("Starting Kafka, HDFS and Cassandra in " + folder);
        out.flush();
        LocalStack stack = LocalStack.builder()
                .dataFolder(folder)
                .listener((server, sinceStart) -> {
                    out.printf(
                            "  %-10s ready after %d.%d s%n",
                            server.title(), sinceStart.toSeconds(), sinceStart.toMillisPart() / 100);
                    out.flush();
                })
                .build();
        try (stack) {
            stack.start();
            Path written = configuration == null ? folder.resolve("config") : configuration;
            String masterLocation = stack.hdfsUri() + "/lambda";
            new ExampleFolder(stack.kafkaBootstrapServers(), masterLocation, stack.cassandraContactPoint())
                    .writeTo(written);
            createTopics(new ConfigurationFolder(written, Overrides.NONE).read());
            out.println("Kafka         " + stack.kafkaBootstrapServers());
            out.println("HDFS          " + stack.hdfsUri());
            out.println("Cassandra     " + stack.cassandraContactPoint());
            out.println("Configuration " + written);
            out.println("Start a node with: java -jar grid-node.jar start --config " + written);
            out.println("Stop with Ctrl+C" + (data == null ? "; nothing is left behind" : ""));
            out.flush();
            new CountDownLatch(1).await();
        }
    }

    private static void createTopics(GridConfiguration configuration) throws InterruptedException {
        String servers = String.join(",", configuration.settings().kafka().bootstrapServers());
        List<NewTopic> topics = configuration.datasets().stream()
                .map(Dataset::topic)
                .map(topic -> new NewTopic(topic, TOPIC_PARTITIONS, ONE_REPLICA))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            Throwable reason = Objects.requireNonNullElse(e.getCause(), e);
            if (!(reason instanceof TopicExistsException)) {
                throw new GridException(
                        GridError.KAFKA_UNREACHABLE,
                        "Kafka at '" + servers + "' did not create the topics: " + reason.getMessage(),
                        e);
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
