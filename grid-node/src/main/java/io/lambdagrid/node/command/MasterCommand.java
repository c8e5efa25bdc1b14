package io.lambdagrid.node.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with a master dataset; none of it needs a running cluster. */
@Command(
        name = "master",
        description =
                "Verify or compact a master dataset, or import history. Needs the file system, but no running cluster.",
        subcommands = {
            MasterVerifyCommand.class,
            MasterCompactCommand.class,
            MasterImportCommand.class,
            MasterRetentionCommand.class
        })
final class MasterCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command: master verify DATASET");
        }
    }
}
