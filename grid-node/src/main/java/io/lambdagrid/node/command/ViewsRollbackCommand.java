package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the last change of definitions back. */
@Command(
        name = "rollback",
        description = {
            "Take back the last change of a dataset's views.",
            "At once while the former rows are kept (serving.rollback-window), else they are computed anew."
        })
final class ViewsRollbackCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private ChangeWaiting waiting = new ChangeWaiting();

    @Parameters(paramLabel = "DATASET", description = "The dataset whose views were changed.")
    private String dataset = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        try (LambdaGrid grid = cluster.connect()) {
            waiting.await(grid.views().rollback(dataset), "The way back of '" + dataset + "'");
            out.println("The views of '" + dataset + "' are served as they were defined before");
            out.flush();
        }
        return 0;
    }
}
