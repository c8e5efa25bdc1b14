package io.lambdagrid.node.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The official Node.js client in a process of its own, run by the Node.js that the build laid into {@code target}. */
final class NodeJs {
    private static final Path FOLDER = Path.of("target/nodejs").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LIMIT_SECONDS = 120;

    private NodeJs() {}

    /** An argument of a statement: numbers, texts and truth values as they are, others as the text of their type. */
    record Parameter(String type, Object value) {}

    record Statement(String sql, List<Parameter> parameters) {
        static Statement of(String sql, Parameter... parameters) {
            return new Statement(sql, List.of(parameters));
        }
    }

    /** What came back; BIGINT, DECIMAL, DATE and TIMESTAMP as the client prints them. */
    record Answer(
            @Nullable String error,
            @Nullable List<List<String>> columns,
            @Nullable List<List<@Nullable Object>> rows) {}

    static List<Answer> ask(SqlGrid grid, Statement... statements) throws IOException, InterruptedException {
        String out = run(JSON.writeValueAsString(statements), "ask.js", grid.address(), grid.clusterName());
        return JSON.readValue(out, new TypeReference<>() {});
    }

    /** Returns what a script prints. */
    static String run(String script) throws IOException, InterruptedException {
        return run(script, "-");
    }

    private static String run(String input, String... arguments) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("lambda-grid-nodejs-", ".err");
        List<String> command =
                new ArrayList<>(List.of(FOLDER.resolve("node/node").toString()));
        command.addAll(List.of(arguments));
        Process client = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectError(errors.toFile())
                .start();
        try (OutputStream in = client.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(client.exitValue()).as(Files.readString(errors)).isZero();
        Files.delete(errors);
        return out;
    }
}
