package io.lambdagrid.node.command;

import io.lambdagrid.node.progress.BusyLine;
import io.lambdagrid.node.progress.Screen;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether long work shows that it goes on; on standard error, so that standard output remains the answer alone. */
final class ProgressOptions {
    @Option(names = "--no-progress", description = "Show nothing while it takes its time.")
    private boolean isOff;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /**
     * Does the work, and shows meanwhile that it goes on.
     *
     * @param text what is going on now; asked again and again on another thread
     */
    <T> T during(String title, Supplier<String> text, Supplier<T> work) {
        if (isOff) {
            return work.get();
        }
        PrintWriter err = Objects.requireNonNull(spec, "picocli injects the specification before it calls a command")
                .commandLine()
                .getErr();
        BusyLine line = BusyLine.begin(new Screen(err, Screen.Kind.ofThisProcess()), title, text);
        try {
            return work.get();
        } finally {
            line.close();
        }
    }

    /** Waits, and shows meanwhile that it goes on. */
    void whileAwaiting(String title, Supplier<String> text, Runnable wait) {
        boolean unused = during(title, text, () -> {
            wait.run();
            return true;
        });
    }
}
