package io.lambdagrid.node.command;

import io.lambdagrid.client.BatchRun;
import io.lambdagrid.client.LambdaGrid;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for a new generation of a dataset's views. */
@Command(name = "run", description = "Build the next generation of a dataset's views.")
final class BatchRunCommand implements Callable<Integer> {
    private static final Duration FOREVER = Duration.ofDays(365);

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "DATASET", description = "The dataset whose views are built.")
    private String dataset = "";

    @Option(names = "--wait", description = "Return when the generation is served, or has failed.")
    private boolean waits;

    @Option(
            names = "--wait-limit",
            paramLabel = "SECONDS",
            description = "With --wait: stop waiting after so long, with exit code 1. The run goes on.")
    private @Nullable Long waitLimitSeconds;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--full",
            description = "Recompute everything from the whole master dataset, beside what is served.%n"
                    + "Otherwise the seam moves up, and only rows with new records change.")
    private boolean recomputes;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        try (LambdaGrid grid = cluster.connect()) {
            BatchRun run =
                    recomputes ? grid.batch().recompute(dataset) : grid.batch().run(dataset);
            out.println("Requested a run of '" + dataset + "' (" + run.id() + ")");
            out.flush();
            if (waits) {
                awaitEnd(run, waitLimitSeconds == null ? FOREVER : Duration.ofSeconds(waitLimitSeconds));
                out.println("Generation " + run.generation().orElse(0) + " of '" + dataset + "' is being served");
                out.flush();
            }
        }
        return 0;
    }

    private static void awaitEnd(BatchRun run, Duration limit) {
        if (!run.await(limit)) {
            throw new CommandFailure("LG-120  The run of '" + run.dataset() + "' has not ended within "
                    + limit.toSeconds() + " s. It goes on; see 'status', or give a longer --wait-limit.");
        }
        String outcome = run.outcome().orElse(BatchRun.DONE);
        if (!outcome.equals(BatchRun.DONE)) {
            throw new CommandFailure("The run of '" + run.dataset() + "' failed: " + outcome);
        }
    }
}
