package io.lambdagrid.node.command;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command answers. */
final class Output {
    private Output() {}

    /** Returns the standard output of the command line that a command belongs to. */
    static PrintWriter of(@Nullable CommandSpec injected) {
        return Objects.requireNonNull(injected, "picocli injects the specification before it calls a command")
                .commandLine()
                .getOut();
    }
}
