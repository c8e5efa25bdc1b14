package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.node.print.ResultFormat;
import io.lambdagrid.node.print.SqlRunner;
import io.lambdagrid.node.shell.Complaint;
import io.lambdagrid.node.shell.SqlShell;
import io.lambdagrid.node.shell.SqlText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs SQL against a cluster: statements given, a file, standard input, or a shell. */
@Command(
        name = "sql",
        description = {
            "Query the views of a running cluster.",
            "Without -e and -f: a shell on a terminal, otherwise the statements on standard input."
        })
final class SqlCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-e", "--execute"},
            paramLabel = "SQL",
            description = "Run these statements, separated by semicolons.")
    private List<String> statements = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Run the statements in a file.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How to print rows: table, csv or json. Unless given: table on a terminal, csv otherwise.")
    private @Nullable ResultFormat format;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Output.of(spec);
        List<String> given = given();
        try (LambdaGrid grid = cluster.connect()) {
            if (given.isEmpty() && isTerminal()) {
                new SqlShell(grid, format == null ? ResultFormat.TABLE : format).run();
                return 0;
            }
            SqlRunner runner = new SqlRunner(grid, out, formatOrDefault());
            for (String statement : given.isEmpty() ? fromStandardInput() : given) {
                run(runner, statement, out);
            }
            return 0;
        }
    }

    private static void run(SqlRunner runner, String statement, PrintWriter out) throws IOException {
        try {
            runner.run(statement, () -> !out.checkError());
        } catch (LambdaGridException e) {
            throw new CommandFailure(Complaint.about(statement, String.valueOf(e.getMessage())), e);
        }
    }

    private List<String> given() throws IOException {
        List<String> given = new ArrayList<>();
        statements.forEach(text -> given.addAll(SqlText.of(text).all()));
        if (file != null) {
            if (!Files.isReadable(file)) {
                throw new CommandFailure("LG-120  The file '" + file + "' cannot be read. Name a file with -f FILE.");
            }
            given.addAll(SqlText.of(Files.readString(file)).all());
        }
        return given;
    }

    private static List<String> fromStandardInput() throws IOException {
        return SqlText.of(new String(System.in.readAllBytes(), StandardCharsets.UTF_8))
                .all();
    }

    private ResultFormat formatOrDefault() {
        if (format != null) {
            return format;
        }
        return isTerminal() ? ResultFormat.TABLE : ResultFormat.CSV;
    }

    @SuppressWarnings("SystemConsoleNull") // Main sets jdk.console, so that later JDKs answer null as JDK 17 does.
    private static boolean isTerminal() {
        return System.console() != null;
    }
}
