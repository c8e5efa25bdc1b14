package io.lambdagrid.node.command;

import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.print.Words;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads a configuration folder and tells all that is wrong with it. */
@Command(
        name = "check-config",
        description = "Check a configuration folder: settings, datasets and views. Starts and contacts nothing.")
final class CheckConfigCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        GridConfiguration read = configuration.open().read();
        Output.of(spec)
                .println(configuration.folder() + " is fine: "
                        + Words.count(read.datasets().size(), "dataset") + ", "
                        + Words.count(read.views().size(), "view"));
        return 0;
    }
}
