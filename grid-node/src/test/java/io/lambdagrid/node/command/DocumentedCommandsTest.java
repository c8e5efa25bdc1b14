package io.lambdagrid.node.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation says to type is understood. */
class DocumentedCommandsTest {
    private static final Pattern COMMAND =
            Pattern.compile("java -jar grid-node/target/grid-node\\.jar(?<rest>[^`\\n]*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @Test
    void every_command_of_the_documentation_is_one_that_there_is() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : pages()) {
            COMMAND.matcher(Files.readString(page))
                    .results()
                    .map(MatchResult::group)
                    .forEach(commands::add);
        }

        assertThat(commands).hasSizeGreaterThan(20);
        assertThat(commands)
                .allSatisfy(command -> assertThatCode(
                                () -> RootCommand.commandLine().parseArgs(arguments(command)))
                        .as(command)
                        .doesNotThrowAnyException());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("../docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("../README.md")),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .toList();
        }
    }

    private static String[] arguments(String command) {
        String typed =
                command.substring(command.indexOf(".jar") + ".jar".length()).replaceFirst("\\s#.*", "");
        return WORD.matcher(typed)
                .results()
                .map(word -> Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(""))
                .toArray(String[]::new);
    }
}
