package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Replay;
import io.lambdagrid.node.print.Words;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries rejected records again. */
@Command(
        name = "replay",
        description = {
            "Try rejected records again, after the dataset's columns or a view were mended.",
            "All views are recomputed from the whole master dataset, beside what is served; each record counts once."
        })
final class RejectedReplayCommand implements Callable<Integer> {
    private static final int REASONS_SHOWN = 20;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private RunWaiting waiting = new RunWaiting();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Parameters(paramLabel = "DATASET", description = "The dataset whose rejected records are tried again.")
    private String dataset = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        try (LambdaGrid grid = cluster.connect()) {
            Replay replay = grid.rejections().replay(dataset);
            if (replay.records() == 0 && replay.outcome().isPresent()) {
                out.println("No record of '" + dataset + "' is rejected; nothing was done");
            } else {
                out.println("Requested a replay of " + Words.count(replay.records(), "rejected record") + " of '"
                        + dataset + "' (" + replay.id() + ")");
                out.flush();
                awaitIfWanted(grid, replay, out);
            }
            out.flush();
        }
        return 0;
    }

    private void awaitIfWanted(LambdaGrid grid, Replay replay, PrintWriter out) {
        if (waiting.isWanted()) {
            progress.whileAwaiting(
                    "replay",
                    new RunProgress(grid, dataset),
                    () -> waiting.await("The replay of '" + dataset + "'", replay::await, replay::outcome));
            print(replay.result(), out);
        }
    }

    private static void print(Replay.Result result, PrintWriter out) {
        out.println(Words.count(result.counting(), "record counts", "records count") + " now, " + result.stillRejected()
                + " remain rejected");
        result.remaining().stream()
                .limit(REASONS_SHOWN)
                .forEach(reason -> out.println("  " + reason.records() + "  " + reason.reason()));
        if (result.remaining().size() > REASONS_SHOWN) {
            out.println("  and " + (result.remaining().size() - REASONS_SHOWN) + " further reasons");
        }
        if (!result.isComplete()) {
            out.println("There were more than the cluster shows; the numbers are about those it does show");
        }
    }
}
