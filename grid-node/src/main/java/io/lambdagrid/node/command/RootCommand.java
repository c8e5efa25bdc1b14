package io.lambdagrid.node.command;

import io.lambdagrid.node.log.LogFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line as a whole; without a command it starts a node. */
@Command(
        name = "grid-node.jar",
        description = {
            "Lambda Grid: a batch view, a real-time view and one merged answer, in one cluster.",
            "Without a command, a node is started."
        },
        synopsisHeading = "Usage: java -jar ",
        versionProvider = ProductVersion.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed; the reason is on standard error", "2:the command line was wrong"},
        usageHelpAutoWidth = true,
        subcommands = {
            StartCommand.class,
            DemoCommand.class,
            StackCommand.class,
            SqlCommand.class,
            StatusCommand.class,
            ViewsCommand.class,
            GenerationsCommand.class,
            BatchCommand.class,
            RejectedCommand.class,
            DatasetsCommand.class,
            MasterCommand.class,
            CheckConfigCommand.class,
            ShowConfigCommand.class,
            DoctorCommand.class,
            ExplainCommand.class,
            CompletionCommand.class
        })
public final class RootCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** Sets how much the process says about itself; given to any command. */
    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log what libraries do, and show stack traces of errors.")
    void verbose(boolean given) {
        if (given) {
            LogVolume.raise();
        }
    }

    /** Adds a log file; given to any command. */
    @Option(
            names = "--log-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Log to this file too: everything, with stack traces. A new file each day, seven are kept.")
    void logFile(Path file) {
        LogFile.add(file);
    }

    @Override
    public Integer call() throws Exception {
        return StartCommand.run(configuration, Output.of(spec));
    }

    /** Returns the command line, ready to execute. */
    public static CommandLine commandLine() {
        return new CommandLine(new RootCommand())
                .setExecutionExceptionHandler(new ErrorReport())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
