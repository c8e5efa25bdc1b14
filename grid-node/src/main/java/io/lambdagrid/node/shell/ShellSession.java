package io.lambdagrid.node.shell;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.node.errors.ErrorPage;
import io.lambdagrid.node.errors.Explanation;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** Runs what is entered, line by line. For one thread. */
final class ShellSession {
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(2);
    private static final Pattern PAUSE = Pattern.compile("(?<number>\\d{1,5})\\s*(?<unit>ms|s|m)?");

    private final Terminal terminal;
    private final PrintWriter out;
    private final StatementRun statements;
    private final Descriptions descriptions;
    private String lastStatement = "";

    ShellSession(LambdaGrid grid, Terminal terminal, StatementRun statements) {
        this.terminal = terminal;
        this.out = terminal.writer();
        this.statements = statements;
        this.descriptions = new Descriptions(grid, out);
    }

    /** Runs a line: one or more statements, or a word of the shell. Returns whether the user stays. */
    boolean run(String line) throws IOException {
        if (!ShellWord.isMeantBy(line)) {
            runStatements(line);
            return true;
        }
        Optional<ShellWord.Line> word = ShellWord.read(line);
        if (word.isEmpty()) {
            out.println("There is no '" + line.strip() + "' here; \\help lists what there is.");
            return true;
        }
        String argument = word.get().argument();
        switch (word.get().word()) {
            case HELP -> out.println(ShellWord.help());
            case DESCRIBE -> describe(argument);
            case TIMING -> time(argument.toLowerCase(Locale.ROOT));
            case WATCH -> watch(argument.toLowerCase(Locale.ROOT));
            case EXPLAIN -> explain(argument);
            case LEAVE -> {
                return false;
            }
        }
        return true;
    }

    private void runStatements(String line) throws IOException {
        List<String> all = SqlText.of(line).all();
        try (Interruption interruption = Interruption.ofCallingThread(terminal)) {
            for (String statement : all) {
                lastStatement = statement;
                if (!statements.run(statement, interruption) || interruption.isAsked()) {
                    return;
                }
            }
        }
    }

    private void describe(String name) throws IOException {
        try (Interruption interruption = Interruption.ofCallingThread(terminal)) {
            try {
                if (name.isEmpty()) {
                    descriptions.views();
                } else {
                    descriptions.columns(name);
                }
            } catch (LambdaGridException e) {
                out.println(interruption.isAsked() ? "Interrupted" : e.getMessage());
            }
        }
    }

    private void time(String argument) {
        switch (argument) {
            case "" -> statements.setTimed(!statements.isTimed());
            case "on" -> statements.setTimed(true);
            case "off" -> statements.setTimed(false);
            default -> out.println("\\timing takes on or off, but not '" + argument + "'.");
        }
        out.println("Timing is " + (statements.isTimed() ? "on" : "off"));
    }

    private void watch(String argument) throws IOException {
        Optional<Duration> pause = pause(argument);
        if (lastStatement.isEmpty()) {
            out.println("Run a query first; \\watch repeats it.");
        } else if (pause.isEmpty()) {
            out.println("\\watch takes a pause such as 2s or 500ms, but not '" + argument + "'.");
        } else {
            watch(pause.get());
        }
    }

    private void watch(Duration pause) throws IOException {
        try (Interruption interruption = Interruption.ofCallingThread(terminal)) {
            boolean goesOn = true;
            while (goesOn && !interruption.isAsked()) {
                terminal.puts(Capability.clear_screen);
                out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "   every "
                        + pause.toMillis() / 1e3 + " s, Ctrl+C ends");
                goesOn = statements.run(lastStatement, interruption);
                terminal.flush();
                if (goesOn) {
                    interruption.await(pause);
                }
            }
        }
    }

    /** A number alone is seconds; nothing is the usual pause. */
    private static Optional<Duration> pause(String argument) {
        if (argument.isEmpty()) {
            return Optional.of(USUAL_PAUSE);
        }
        Matcher parts = PAUSE.matcher(argument);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group("number"));
        String unit = parts.group("unit") == null ? "s" : parts.group("unit");
        Duration pause = switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
        return pause.isZero() ? Optional.empty() : Optional.of(pause);
    }

    private void explain(String code) {
        out.println(ErrorPage.read()
                .find(code)
                .map(Explanation::plainText)
                .orElse("There is no error '" + code + "'. Write a code such as LG-312."));
    }
}
