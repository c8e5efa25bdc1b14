package io.lambdagrid.benchmark.harness;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command speaks. */
final class Console {
    private final PrintWriter out;

    Console(@Nullable CommandSpec spec) {
        this.out = Objects.requireNonNull(spec, "picocli sets it before it calls a command")
                .commandLine()
                .getOut();
    }

    PrintWriter out() {
        return out;
    }

    void say(String sentence) {
        out.println(sentence);
        out.flush();
    }
}
