package io.lambdagrid.node.command;

import io.lambdagrid.master.DeclaredGap;
import io.lambdagrid.master.GapAcceptance;
import io.lambdagrid.node.print.Words;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives up records that nobody has any more. */
@Command(
        name = "accept-gap",
        description = {
            "Give up records that are in neither Kafka nor the master dataset, so that the dataset goes on behind them.",
            "For a dataset whose archive has stopped with LG-312, see 'status'. Without --yes it only tells what would be"
                    + " given up. Needs Kafka and the file system; a running cluster goes on by itself."
        })
final class DatasetsAcceptGapCommand implements Callable<Integer> {
    @Mixin
    private DatasetOptions dataset = new DatasetOptions();

    @Option(names = "--yes", description = "Do it. The views tell for ever what is missing.")
    private boolean isDone;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why these records are lost; kept with the gap.")
    private String reason = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        DatasetOptions.Configured configured = dataset.read();
        String name = configured.dataset().name();
        GapAcceptance acceptance = new GapAcceptance(
                configured.master().masterLocation(), configured.dataset(), configured.kafka(), Clock.systemUTC());
        List<DeclaredGap> gaps = acceptance.missing(reason);
        PrintWriter out = Output.of(spec);
        gaps.forEach(gap -> out.println("partition " + gap.partition() + ": offsets "
                + gap.offsets().from() + " to " + (gap.offsets().end() - 1) + ", "
                + Words.count(gap.offsets().length(), "record") + " at most"));
        if (gaps.isEmpty()) {
            out.println("Nothing of '" + name + "' is missing: every record is in Kafka or in the master dataset");
        } else if (isDone) {
            acceptance.accept(gaps);
            out.println("Given up. The archive of '" + name + "' goes on behind them, and the views without them.");
        } else {
            out.println("Nothing was changed. 'datasets accept-gap " + name + " --yes' gives these records up for ever;"
                    + " what views still hold of them in memory goes when their seam moves.");
        }
        out.flush();
        return 0;
    }
}
