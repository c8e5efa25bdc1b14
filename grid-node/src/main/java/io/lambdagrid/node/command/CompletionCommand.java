package io.lambdagrid.node.command;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell of the operating system complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Print a script with which bash or zsh completes commands and options.",
            "It is about a command of the name given, such as: alias lambda-grid='java -jar /PATH/grid-node.jar'"
        })
final class CompletionCommand implements Callable<Integer> {
    private enum Shell {
        BASH,
        ZSH
    }

    /** Zsh understands scripts for bash once it was told to. */
    private static final String ZSH_UNDERSTANDS_BASH = """
            autoload -U +X compinit && compinit
            autoload -U +X bashcompinit && bashcompinit
            """;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private @Nullable Shell shell;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "lambda-grid",
            description = "The command that is completed; ${DEFAULT-VALUE} unless given.")
    private String name = "lambda-grid";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        switch (Objects.requireNonNull(shell, "picocli requires the parameter")) {
            case BASH -> {}
            case ZSH -> out.print(ZSH_UNDERSTANDS_BASH);
        }
        out.print(AutoComplete.bash(name, RootCommand.commandLine()));
        out.flush();
        return 0;
    }
}
