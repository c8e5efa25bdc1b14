package io.lambdagrid.node.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The shell's own words, which stand alone on a line and need no semicolon. */
enum ShellWord {
    HELP("\\help", "", "what can be done here", "help", "\\?"),
    DESCRIBE("\\d", "[NAME]", "the views; or the columns of one", "\\dt"),
    TIMING("\\timing", "[on|off]", "whether the time of a query is shown"),
    WATCH("\\watch", "[2s]", "run the last query again and again until Ctrl+C"),
    EXPLAIN("\\explain", "LG-312", "what an error means and what to do"),
    LEAVE("\\q", "", "leave; so do exit and Ctrl+D", "exit", "quit");

    private final String word;
    private final String argument;
    private final String purpose;
    private final String synonyms;

    ShellWord(String word, String argument, String purpose, String... synonyms) {
        this.word = word;
        this.argument = argument;
        this.purpose = purpose;
        this.synonyms = " " + String.join(" ", synonyms) + " ";
    }

    /**
     * A line that is for the shell itself.
     *
     * @param argument what follows the word; may be empty
     */
    record Line(ShellWord word, String argument) {}

    /** Returns what a line asks of the shell; empty when it is SQL, or begins with a backslash that leads nowhere. */
    static Optional<Line> read(String line) {
        String text = line.strip().replaceFirst(";$", "").strip();
        String[] words = text.split("\\s+", 2);
        String argument = words.length == 2 ? words[1] : "";
        return Arrays.stream(values())
                .filter(each -> each.isCalled(words[0].toLowerCase(Locale.ROOT)))
                .filter(each -> argument.isEmpty() || words[0].startsWith("\\"))
                .findFirst()
                .map(each -> new Line(each, argument));
    }

    /** Whether a line is meant for the shell, even if it does not understand it. */
    static boolean isMeantBy(String line) {
        return line.strip().startsWith("\\") || read(line).isPresent();
    }

    private boolean isCalled(String given) {
        return given.equals(word) || synonyms.contains(" " + given + " ");
    }

    String word() {
        return word;
    }

    String purpose() {
        return purpose;
    }

    static String help() {
        StringBuilder help =
                new StringBuilder("A statement ends with a semicolon; Tab completes, Ctrl+C ends a query.");
        Stream.of(values())
                .forEach(each -> help.append(String.format(
                        "%n  %-18s %s", (each.word + " " + each.argument).stripTrailing(), each.purpose)));
        return help.toString();
    }
}
