package io.lambdagrid.node.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordTest {
    @ParameterizedTest
    @CsvSource({
        "\\d, DESCRIBE, ''",
        "\\dt, DESCRIBE, ''",
        "\\d  sales ;, DESCRIBE, sales",
        "\\TIMING off, TIMING, off",
        "\\watch 2s, WATCH, 2s",
        "help, HELP, ''",
        "exit;, LEAVE, ''",
        "QUIT, LEAVE, ''"
    })
    void words_are_understood_with_what_follows(String line, ShellWord word, String argument) {
        assertThat(ShellWord.read(line)).contains(new ShellWord.Line(word, argument));
        assertThat(ShellWord.isMeantBy(line)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SELECT 1", "help me", "quit ''", "exited"})
    void sql_is_left_alone(String line) {
        assertThat(ShellWord.isMeantBy(line)).isFalse();
    }

    @Test
    void word_that_leads_nowhere_is_meant_for_the_shell_all_the_same() {
        assertThat(ShellWord.read("\\nonsense")).isEmpty();
        assertThat(ShellWord.isMeantBy("\\nonsense")).isTrue();
    }
}
