package io.lambdagrid.node.command;

import io.lambdagrid.client.BatchRun;
import io.lambdagrid.client.LambdaGrid;
import java.io.PrintWriter;
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
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private RunWaiting waiting = new RunWaiting();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Parameters(paramLabel = "DATASET", description = "The dataset whose views are built.")
    private String dataset = "";

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
            if (waiting.isWanted()) {
                progress.whileAwaiting(
                        "batch run",
                        new RunProgress(grid, dataset),
                        () -> waiting.await("The run of '" + dataset + "'", run::await, run::outcome));
                out.println("Generation " + run.generation().orElse(0) + " of '" + dataset + "' is being served");
                out.flush();
            }
        }
        return 0;
    }
}
