package io.lambdagrid.node.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with a dataset as a whole. */
@Command(
        name = "datasets",
        description = "List datasets, show how far each of their partitions is, let one go on whose records are lost.",
        subcommands = {DatasetsListCommand.class, DatasetsShowCommand.class, DatasetsAcceptGapCommand.class})
final class DatasetsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command: datasets list, show or accept-gap");
        }
    }
}
