package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.node.print.RowPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the datasets. */
@Command(
        name = "list",
        description = {
            "List the datasets of a running cluster, and how far each layer has come.",
            "Offsets are added up over the partitions of the topic."
        })
final class DatasetsListCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        try (LambdaGrid grid = cluster.connect()) {
            RowPrinter printer = format.printer(out);
            printer.begin(DatasetLine.TITLES);
            for (DatasetLine line : DatasetLine.all(grid)) {
                printer.row(Arrays.asList(line.values()));
            }
            printer.end();
        }
        out.flush();
        return 0;
    }
}
