package io.lambdagrid.chaos;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Starts the command. */
public final class ChaosMain {
    private ChaosMain() {}

    public static void main(String[] arguments) {
        // What Hazelcast's clients say goes where everything else goes; most of it is what this is about.
        System.setProperty("hazelcast.logging.type", "slf4j");
        System.exit(new CommandLine(new ChaosCommand()).execute(arguments));
    }

    static PrintWriter output(@Nullable CommandSpec injected) {
        return commandLine(injected).getOut();
    }

    static List<String> arguments(@Nullable CommandSpec injected) {
        return commandLine(injected).getParseResult().originalArgs();
    }

    private static CommandLine commandLine(@Nullable CommandSpec injected) {
        return Objects.requireNonNull(injected, "picocli injects the specification before it calls a command")
                .commandLine();
    }
}
