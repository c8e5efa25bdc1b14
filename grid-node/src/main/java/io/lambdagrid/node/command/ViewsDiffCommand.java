package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.client.ViewDifference;
import io.lambdagrid.client.ViewDifference.RowDifference;
import io.lambdagrid.node.command.ViewFiles.ViewText;
import io.lambdagrid.node.print.ResultFormat;
import io.lambdagrid.node.print.RowPrinter;
import io.lambdagrid.node.print.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what definitions would change. */
@Command(
        name = "diff",
        description = {
            "Show which rows definitions would change, and change nothing.",
            "They are computed over all records up to the seam and compared with the batch views."
        })
final class ViewsDiffCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private ChangeWaiting waiting = new ChangeWaiting();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files called VIEW.sql, or folders of them.")
    private List<Path> files = List.of();

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many rows that differ to show, 100 at most; ${DEFAULT-VALUE} unless given.")
    private int shownRows;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        List<ViewText> views = ViewFiles.read(files);
        try (LambdaGrid grid = cluster.connect()) {
            for (ViewText view : views) {
                print(difference(grid, view), out);
            }
        }
        return 0;
    }

    private ViewDifference difference(LambdaGrid grid, ViewText view) {
        try {
            return grid.views().diff(view.name(), view.sql(), waiting.limit());
        } catch (LambdaGridException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(ViewDifference found, PrintWriter out) throws IOException {
        out.println(found.view() + ": " + summary(found));
        if (!found.columnsAdded().isEmpty()) {
            out.println("  new columns: " + found.columnsAdded());
        }
        if (!found.columnsRemoved().isEmpty()) {
            out.println("  columns that leave: " + found.columnsRemoved());
        }
        out.println("  compared with generation " + found.generation() + ", over all records up to its seam");
        if (shownRows > 0 && !found.examples().isEmpty()) {
            RowPrinter table = ResultFormat.TABLE.printer(out);
            table.begin(List.of("key", "before", "after"));
            for (RowDifference row : found.examples()
                    .subList(0, Math.min(shownRows, found.examples().size()))) {
                table.row(List.of(row.key(), row.before(), row.after()));
            }
            table.end();
        }
        out.flush();
    }

    private static String summary(ViewDifference found) {
        if (found.isEmpty()) {
            return "nothing would change in " + Words.count(found.rowsEqual(), "row");
        }
        return found.rowsChanged() + " of " + Words.count(found.rowsBefore(), "row") + " would change, "
                + found.rowsAdded() + " would be new, " + found.rowsRemoved() + " would leave";
    }
}
