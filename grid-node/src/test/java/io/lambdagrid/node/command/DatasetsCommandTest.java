package io.lambdagrid.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.master.MasterTable;
import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.Overrides;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.ServerKind;
import io.lambdagrid.view.Dataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records are given up on the command line; Kafka is real, the master dataset lies in a local folder. */
class DatasetsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private LocalStack stack;
    private Admin admin;
    private Dataset orders;

    @BeforeEach
    void create() throws Exception {
        stack = LocalStack.builder()
                .dataFolder(folder.resolve("servers"))
                .servers(Set.of(ServerKind.KAFKA))
                .build();
        stack.start();
        copyExample();
        orders = new ConfigurationFolder(folder.resolve("config"), Overrides.NONE)
                .read()
                .datasets()
                .get(0);
        admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
        admin.createTopics(List.of(new NewTopic(orders.topic(), 2, (short) 1)))
                .all()
                .get();
        createMaster();
        produce(10);
    }

    private void copyExample() throws IOException {
        Path example = Path.of("../config");
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve("config").resolve(example.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.writeString(
                folder.resolve("config/lambda-grid.yaml"),
                "master:\n  location: " + folder.resolve("data").toUri() + "\nkafka:\n  bootstrap-servers: ["
                        + stack.kafkaBootstrapServers() + "]\n");
    }

    private void createMaster() {
        KafkaSettings kafka = new KafkaSettings(stack.kafkaBootstrapServers(), Map.of());
        try (TopicInspector inspector = new TopicInspector(kafka)) {
            new MasterTable(MasterLocation.of(folder.resolve("data").toUri().toString(), Map.of()), orders)
                    .createIfAbsent(inspector.inspect(orders.topic()).start());
        }
    }

    private void produce(int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(orders.topic(), 1, null, new byte[] {1}))
                        .get();
            }
        }
    }

    @AfterEach
    void stop() {
        admin.close();
        stack.close();
    }

    @Test
    void lost_records_are_told_and_given_up_only_with_yes() throws Exception {
        assertThat(execute("datasets", "accept-gap", "orders")).isZero();
        assertThat(out.toString()).startsWith("Nothing of 'orders' is missing");

        admin.deleteRecords(Map.of(new TopicPartition(orders.topic(), 1), RecordsToDelete.beforeOffset(4)))
                .all()
                .get();
        assertThat(execute("datasets", "accept-gap", "orders")).isZero();
        assertThat(out.toString())
                .startsWith("partition 1: offsets 0 to 3, 4 records at most")
                .contains("Nothing was changed.");
        assertThat(execute("datasets", "accept-gap", "orders", "--reason", "disk was full", "--yes"))
                .isZero();
        assertThat(out.toString()).contains("Given up.");
        assertThat(execute("datasets", "accept-gap", "orders")).isZero();
        assertThat(out.toString()).startsWith("Nothing of 'orders' is missing");

        assertThat(execute("master", "verify", "orders", "--deep")).isZero();
        assertThat(out.toString())
                .contains("declared gaps", "disk was full", "sound: 0 files")
                .contains("4 offsets given up");
        assertThat(err.toString()).isEmpty();
    }

    private int execute(String... words) {
        out.getBuffer().setLength(0);
        String[] configured = Stream.concat(
                        Stream.of(words),
                        Stream.of("--config", folder.resolve("config").toString()))
                .toArray(String[]::new);
        return RootCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(configured);
    }
}
