package io.lambdagrid.node.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be asked of the batch layer. */
@Command(name = "batch", description = "Ask the batch layer for work.", subcommands = BatchRunCommand.class)
final class BatchCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command: batch run DATASET");
        }
    }
}
