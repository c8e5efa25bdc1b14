package io.lambdagrid.node.command;

import io.lambdagrid.client.ViewChange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a command waits for a change of definitions. */
final class ChangeWaiting {
    private static final Duration FOREVER = Duration.ofDays(365);

    @Option(
            names = "--wait-limit",
            paramLabel = "SECONDS",
            description = "Stop waiting after so long, with exit code 1. The change goes on.")
    private @Nullable Long limitSeconds;

    /** Returns when the change is served. */
    void await(ViewChange change, String what) {
        Duration limit = limit();
        if (!change.await(limit)) {
            throw new CommandFailure("LG-120  " + what + " has not ended within " + limit.toSeconds()
                    + " s. It goes on; see 'status', or give a longer --wait-limit.");
        }
        String outcome = change.outcome().orElse(ViewChange.DONE);
        if (!outcome.equals(ViewChange.DONE)) {
            throw new CommandFailure(outcome);
        }
    }

    Duration limit() {
        return limitSeconds == null ? FOREVER : Duration.ofSeconds(limitSeconds);
    }
}
