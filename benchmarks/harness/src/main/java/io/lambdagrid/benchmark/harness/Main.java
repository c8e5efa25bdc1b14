package io.lambdagrid.benchmark.harness;

import io.lambdagrid.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Where the process begins. Exit codes: 0 done, 1 no result, 2 wrong command line. */
@Command(
        name = "benchmarks",
        description = "The grid and what a user would pick instead, on this machine, on the same data.",
        mixinStandardHelpOptions = true,
        subcommands = {SpeedBacklogCommand.class, BatchScanCommand.class})
public final class Main {
    private Main() {}

    /** Runs one benchmark. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof BenchmarkException || failure instanceof StackException) {
                        command.getErr().println(failure.getMessage());
                    } else {
                        failure.printStackTrace(command.getErr());
                    }
                    return ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }
}
