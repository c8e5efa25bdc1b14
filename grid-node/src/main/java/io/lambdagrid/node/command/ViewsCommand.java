package io.lambdagrid.node.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the definitions of views while the cluster runs. */
@Command(
        name = "views",
        description = "List, change, compare, take back and drop views of a running cluster.",
        subcommands = {
            ViewsListCommand.class,
            ViewsShowCommand.class,
            ViewsDiffCommand.class,
            ViewsApplyCommand.class,
            ViewsRollbackCommand.class,
            ViewsDropCommand.class
        })
final class ViewsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing command: views list, show, diff, apply, rollback or drop");
        }
    }
}
