package io.lambdagrid.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void right_configuration_is_said_to_be_fine() {
        assertThat(execute("check-config", "--config", "../config")).isZero();
        assertThat(out).hasToString("../config is fine: 1 dataset, 3 views" + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void wrong_configuration_is_refused_with_all_its_errors_and_without_stack_trace() throws IOException {
        Files.writeString(folder.resolve("lambda-grid.yaml"), """
                speed:
                  flush-intervall: 5ms
                batch:
                  parallelism: many
                """);

        assertThat(execute("check-config", "--config", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        folder.resolve("lambda-grid.yaml") + " has 2 errors",
                        "  line 2, column 3   LG-110  Unknown setting 'speed.flush-intervall'."
                                + " Did you mean 'speed.flush-interval'?",
                        "  line 4, column 16  LG-111  'batch.parallelism' must be auto or a whole number from 1 to 1024,"
                                + " but is 'many'.");
    }

    @Test
    void settings_that_are_not_the_default_are_shown_with_their_source() throws IOException {
        Files.writeString(folder.resolve("lambda-grid.yaml"), "speed:\n  flush-interval: 7ms\n");

        assertThat(execute("show-config", "--config", folder.toString(), "--changed", "--format", "csv"))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly("setting,value,source", "speed.flush-interval,7ms,lambda-grid.yaml line 2");
    }

    @Test
    void settings_of_a_wrong_configuration_are_not_shown() throws IOException {
        Files.writeString(folder.resolve("lambda-grid.yaml"), "speed:\n  flush-interval: soon\n");

        assertThat(execute("show-config", "--config", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("LG-111  'speed.flush-interval' must be a duration");
    }

    @Test
    void node_refuses_to_start_with_wrong_configuration() {
        assertThat(execute("--config", folder.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("LG-112  There is no file 'lambda-grid.yaml'")
                .doesNotContain("Exception");
    }

    @Test
    void unknown_command_is_a_wrong_command_line() {
        assertThat(execute("chek-config")).isEqualTo(2);
        assertThat(err.toString()).contains("'chek-config'").contains("check-config");
    }

    @Test
    void batch_without_a_command_is_a_wrong_command_line() {
        assertThat(execute("batch")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing command: batch run DATASET");
    }

    @Test
    void master_without_a_command_is_a_wrong_command_line() {
        assertThat(execute("master")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing command: master verify DATASET");
    }

    @Test
    void rejected_without_a_command_is_a_wrong_command_line() {
        assertThat(execute("rejected")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing command: rejected list or replay DATASET");
    }

    @Test
    void format_that_does_not_exist_is_a_wrong_command_line() {
        assertThat(execute("status", "--format", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("--format").contains("xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start",
                "stack",
                "sql",
                "status",
                "batch",
                "batch run",
                "datasets",
                "datasets accept-gap",
                "datasets list",
                "datasets show",
                "generations",
                "master",
                "master verify",
                "master compact",
                "rejected",
                "rejected list",
                "rejected replay",
                "check-config",
                "show-config",
                "explain",
                "doctor",
                "completion"
            })
    void every_command_has_help_and_version(String command) {
        String[] words = command.isEmpty() ? new String[0] : command.split(" ", -1);

        assertThat(execute(append(words, "--help"))).isZero();
        assertThat(out.toString())
                .contains(("Usage: java -jar grid-node.jar " + command).stripTrailing())
                .contains("Exit codes:");
        assertThat(execute(append(words, "--version"))).isZero();
        assertThat(out.toString()).contains("lambda-grid ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void query_of_an_unreachable_cluster_says_what_to_start() {
        assertThat(execute("sql", "--address", "127.0.0.1:1", "--timeout", "1", "-e", "SELECT 1"))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith("LG-304  No member of the cluster 'lambda-grid' answered at 127.0.0.1:1")
                .contains("Start a node with: java -jar grid-node.jar start --config DIR")
                .doesNotContain("\tat ");
    }

    @Test
    void file_of_statements_that_is_not_there_is_refused() {
        assertThat(execute("sql", "-f", folder.resolve("no.sql").toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("LG-120  The file '").contains("no.sql' cannot be read");
    }

    @Test
    void error_is_explained_with_its_causes_and_what_to_do() {
        assertThat(execute("explain", "lg-312")).isZero();
        assertThat(out.toString())
                .startsWith("LG-312  Kafka has deleted records that are still needed\n")
                .contains("Usual causes:", "'retention.ms'", "What to do:", "datasets accept-gap")
                .doesNotContain("LG-313  ", "`");
        assertThat(execute("explain", "LG-777")).isEqualTo(1);
        assertThat(err.toString()).startsWith("LG-103  There is no error 'LG-777'.");
    }

    @Test
    void doctor_tells_what_is_wrong_in_a_line_each_and_fails() throws IOException {
        Files.writeString(folder.resolve("lambda-grid.yaml"), "cluster:\n  port: 0\n");

        assertThat(execute("doctor", "--config", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("(?m)^(ok|warn) +java +")
                .containsPattern("(?m)^fail +configuration +LG-111  .*, line 2, column 9: 'cluster.port' must be")
                .containsPattern("1 failure, \\d warnings?\\. 'explain CODE' says more of each\\.\n$");
        assertThat(execute("doctor", "--config", folder.toString(), "--format", "json"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("\"check\":\"configuration\",\"verdict\":\"fail\",\"code\":\"LG-111\"");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void all_errors_are_listed() {
        assertThat(execute("explain")).isZero();
        assertThat(out.toString().lines())
                .contains("LG-101  The SQL of a view is wrong", "LG-904  The data folder is in use")
                .hasSizeGreaterThan(35);
    }

    private int execute(String... arguments) {
        CommandLine commandLine = RootCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private static String[] append(String[] words, String last) {
        return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
    }
}
