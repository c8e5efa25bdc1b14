package io.lambdagrid.node.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with a dataset as a whole. */
@Command(
        name = "datasets",
        description = "Let a dataset go on whose records are lost.",
        subcommands = DatasetsAcceptGapCommand.class)
final class DatasetsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command: datasets accept-gap DATASET");
        }
    }
}
