package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.node.config.ConfigurationException;
import io.lambdagrid.stack.StackException;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells why a command failed: one readable message on standard error; the stack trace only when asked for. */
final class ErrorReport implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (LogVolume.isRaised()) {
            failure.printStackTrace(err);
        } else {
            err.println(message(failure));
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }

    private static String message(Exception failure) {
        boolean writtenForPeople = failure instanceof GridException
                || failure instanceof LambdaGridException
                || failure instanceof StackException
                || failure instanceof ConfigurationException
                || failure instanceof CommandFailure;
        return writtenForPeople
                ? String.valueOf(failure.getMessage())
                : GridError.INTERNAL.code() + "  Something unexpected happened: '" + failure.getMessage()
                        + "'. Run the command again with --verbose to see where.";
    }
}
