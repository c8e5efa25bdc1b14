package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Rejection;
import io.lambdagrid.client.Rejections;
import io.lambdagrid.node.print.RowPrinter;
import io.lambdagrid.node.print.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists rejected records. */
@Command(name = "list", description = "List the records that count for nothing, or not in one view, and why.")
final class RejectedListCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "DATASET", description = "The dataset whose records are listed.")
    private String dataset = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many to list at most; ${DEFAULT-VALUE} unless given.")
    private int limit;

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        try (LambdaGrid grid = cluster.connect()) {
            List<Rejection> found = grid.rejections().list(dataset, limit);
            print(found, format.printer(out));
            if (format.isTable()) {
                out.println(summary(found.size(), grid.rejections()));
            }
        }
        out.flush();
        return 0;
    }

    private static void print(List<Rejection> found, RowPrinter printer) throws IOException {
        printer.begin(List.of("kafka_partition", "kafka_offset", "view", "reason", "text", "rejected_at"));
        for (Rejection rejection : found) {
            printer.row(List.of(
                    rejection.partition(),
                    rejection.offset(),
                    rejection.view(),
                    rejection.reason(),
                    rejection.text(),
                    rejection.rejectedAt()));
        }
        printer.end();
    }

    private String summary(int shown, Rejections rejections) {
        long all = shown < limit ? shown : Math.max(shown, rejections.count(dataset));
        return all == shown ? Words.count(all, "entry", "entries") : shown + " of " + all + " entries; see --limit";
    }
}
