package io.lambdagrid.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.ViewState;
import io.lambdagrid.node.NodeProcess.Answer;
import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.Overrides;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.SharedStack;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on the Java client is a program, which prints what the page says it prints. */
class SdkTutorialTest {
    private static final Path CONFIGURATION = Path.of("../config");
    private static final Pattern BLOCK = Pattern.compile("(?s)```(?<kind>java|text)\\n(?<text>.*?)```");

    @TempDir
    private Path folder;

    private final String name = "sdk_" + UUID.randomUUID().toString().substring(0, 8);
    private int port;

    private record Block(String kind, String text) {}

    @Test
    void the_program_prints_what_the_page_says() throws Exception {
        port = NodeProcess.freePort();
        List<Block> blocks = BLOCK.matcher(Files.readString(Path.of("../docs/sdk.md")))
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
        compile(program(blocks));

        Answer answer;
        try (GridNode node = node()) {
            node.start();
            awaitServing();
            answer = NodeProcess.run(List.of("-cp", folder + ":" + classPath(), "Tutorial"), List.of());
        }

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out()).isEqualTo(joined(blocks, "text", ""));
    }

    private String program(List<Block> blocks) throws IOException {
        String program = joined(blocks, "java", "import")
                + "final class Tutorial {\n"
                + joined(blocks, "java", "record")
                + "public static void main(String[] arguments) throws Exception {\n"
                + blocks.stream()
                        .filter(block -> block.kind().equals("java"))
                        .map(Block::text)
                        .filter(text -> !text.startsWith("import") && !text.startsWith("record"))
                        .collect(Collectors.joining())
                + "}}\n";
        return program.replace("127.0.0.1:5701", "127.0.0.1:" + port)
                .replace("clusterName(\"lambda-grid\")", "clusterName(\"" + name + "\")")
                .replace("127.0.0.1:9092", SharedStack.get().kafkaBootstrapServers())
                .replace("ProducerRecord<>(\"orders\"", "ProducerRecord<>(\"" + name + "\"");
    }

    private static String joined(List<Block> blocks, String kind, String beginning) {
        return blocks.stream()
                .filter(block -> block.kind().equals(kind))
                .map(Block::text)
                .filter(text -> text.startsWith(beginning))
                .collect(Collectors.joining());
    }

    private void compile(String program) throws IOException {
        Path source = Files.writeString(folder.resolve("Tutorial.java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            complaints,
                            files,
                            null,
                            List.of("-cp", classPath(), "-d", folder.toString(), "-proc:none"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(complaints + "\n" + program).isTrue();
        }
    }

    private static String classPath() {
        return System.getProperty("java.class.path", "");
    }

    /** The configuration that comes with the product, on servers of the test. */
    private GridNode node() throws Exception {
        LocalStack stack = SharedStack.get();
        Path configuration = folder.resolve("config");
        Files.createDirectories(configuration.resolve("datasets"));
        Files.createDirectories(configuration.resolve("views"));
        String orders = Files.readString(CONFIGURATION.resolve("datasets/orders.yaml"));
        Files.writeString(
                configuration.resolve("datasets/orders.yaml"), orders.replace("topic: orders", "topic: " + name));
        try (Stream<Path> views = Files.list(CONFIGURATION.resolve("views"))) {
            for (Path view : views.toList()) {
                Files.copy(view, configuration.resolve("views").resolve(view.getFileName()));
            }
        }
        Files.writeString(configuration.resolve("lambda-grid.yaml"), """
                cluster: {name: %s, port: %d}
                kafka: {bootstrap-servers: "%s"}
                master: {location: %s/%s, roll-interval: 1s}
                cassandra: {contact-points: "%s", keyspace: %s}
                batch: {incremental-interval: off}
                http: {port: %d}
                """.formatted(
                        name,
                        port,
                        stack.kafkaBootstrapServers(),
                        stack.hdfsUri(),
                        name,
                        stack.cassandraContactPoint(),
                        name,
                        NodeProcess.freePort()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        }
        return new GridNode(new ConfigurationFolder(configuration, Overrides.NONE).read());
    }

    private void awaitServing() {
        try (LambdaGrid grid = LambdaGrid.builder()
                .addresses("127.0.0.1:" + port)
                .clusterName(name)
                .connect()) {
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> grid.view("revenue_by_product").freshness().status() == ViewState.SERVING);
        }
    }
}
