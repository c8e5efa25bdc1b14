package io.lambdagrid.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lambdagrid.node.Main;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a script runs it: real servers, a process of its own. */
class VerificationTest {
    private static final long EVENTS = 20_000;
    private static final long LONGEST_RUN_MINUTES = 6;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_row_of_every_view_is_right_after_switches_under_load() throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }

        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        List<String> lines = Files.readAllLines(out);
        Map<String, Long> result = numbers(lines.get(lines.size() - 1));
        assertThat(result.keySet())
                .containsExactlyInAnyOrder(
                        "events", "rejected", "generations", "rowsCompared", "rowsDifferent", "seconds");
        assertThat(result).containsEntry("events", EVENTS).containsEntry("rowsDifferent", 0L);
        assertThat(result.get("generations")).isGreaterThanOrEqualTo(3);
        assertThat(result.get("rejected")).isPositive();
        assertThat(result.get("rowsCompared")).isGreaterThan(5_000);
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("demo", "--verify", "--events", String.valueOf(EVENTS)));
        return command;
    }

    private static Map<String, Long> numbers(String json) throws IOException {
        Map<String, Long> numbers = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                parser.nextToken();
                numbers.put(parser.currentName(), parser.getLongValue());
            }
        }
        return numbers;
    }
}
