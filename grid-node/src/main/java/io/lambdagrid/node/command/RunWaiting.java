package io.lambdagrid.node.command;

import io.lambdagrid.client.BatchRun;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how long a command waits for the generation that it asked for. */
final class RunWaiting {
    private static final Duration FOREVER = Duration.ofDays(365);

    @Option(names = "--wait", description = "Return when the generation is served, or has failed.")
    private boolean waits;

    @Option(
            names = "--wait-limit",
            paramLabel = "SECONDS",
            description = "With --wait: stop waiting after so long, with exit code 1. The run goes on.")
    private @Nullable Long limitSeconds;

    boolean isWanted() {
        return waits;
    }

    /**
     * Returns when the generation is served.
     *
     * @param what begins a sentence, such as {@code The run of 'orders'}
     * @param await waits so long, and says whether it has ended
     */
    void await(String what, Predicate<Duration> await, Supplier<Optional<String>> outcome) {
        Duration limit = limitSeconds == null ? FOREVER : Duration.ofSeconds(limitSeconds);
        if (!await.test(limit)) {
            throw new CommandFailure("LG-120  " + what + " has not ended within " + limit.toSeconds()
                    + " s. It goes on; see 'status', or give a longer --wait-limit.");
        }
        String end = outcome.get().orElse(BatchRun.DONE);
        if (!end.equals(BatchRun.DONE)) {
            throw new CommandFailure(what + " failed: " + end);
        }
    }
}
