package io.lambdagrid.node.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with records that count for nothing. */
@Command(
        name = "rejected",
        description = "List records that could not be read or computed, and try them again.",
        subcommands = {RejectedListCommand.class, RejectedReplayCommand.class})
final class RejectedCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command: rejected list or replay DATASET");
        }
    }
}
