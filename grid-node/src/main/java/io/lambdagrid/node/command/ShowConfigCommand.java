package io.lambdagrid.node.command;

import io.lambdagrid.node.config.EffectiveSetting;
import io.lambdagrid.node.config.Overrides;
import io.lambdagrid.node.print.RowPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a node that is started like this command goes by. */
@Command(
        name = "show-config",
        description = {
            "Show every setting, its value, and where that comes from: the file, the environment, a system",
            "property or the default. Passwords and tokens are masked. Starts and contacts nothing."
        })
final class ShowConfigCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Option(names = "--changed", description = "Leave out what has its default.")
    private boolean changedOnly;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        // Whatever is wrong is told first, all of it.
        var unused = configuration.open().read();
        PrintWriter out = Output.of(spec);
        RowPrinter printer = format.printer(out);
        printer.begin(List.of("setting", "value", "source"));
        for (EffectiveSetting setting : EffectiveSetting.all(configuration.folder(), Overrides.ofThisProcess())) {
            if (!changedOnly || !setting.isDefault()) {
                printer.row(List.of(setting.name(), setting.value(), setting.source()));
            }
        }
        printer.end();
        out.flush();
        return 0;
    }
}
