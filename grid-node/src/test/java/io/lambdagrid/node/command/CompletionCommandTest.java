package io.lambdagrid.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script is run by bash itself. */
class CompletionCommandTest {
    @TempDir
    Path folder;

    @Test
    void bash_completes_commands_and_options() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash");
        Files.writeString(folder.resolve("completion"), completion("bash"));

        assertThat(completed("lambda-grid", "gen")).containsExactly("generations");
        assertThat(completed("lambda-grid", "rejected", "")).contains("list", "replay");
        assertThat(completed("lambda-grid", "sql", "--fo")).containsExactly("--format");
        assertThat(completed("lambda-grid", "doctor", "--f")).containsExactly("--format");
    }

    @Test
    void zsh_is_told_how_to_read_it() {
        assertThat(completion("zsh"))
                .startsWith("autoload -U +X compinit && compinit\n")
                .endsWith(completion("bash"));
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        String line = "COMP_WORDS=('" + String.join("' '", words) + "'); COMP_CWORD=" + (words.length - 1);
        String script = "source '" + folder.resolve("completion") + "'; " + line
                + "; $(complete -p lambda-grid | sed 's/.*-F \\([^ ]*\\).*/\\1/'); printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("/bin/bash", "-c", script)
                // compopt complains that nobody is typing.
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output.lines().map(String::strip).toList();
    }

    private static String completion(String shell) {
        StringWriter out = new StringWriter();
        assertThat(RootCommand.commandLine().setOut(new PrintWriter(out, true)).execute("completion", shell))
                .isZero();
        return out.toString();
    }
}
