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

/** Takes a view away. */
@Command(
        name = "drop",
        description = {
            "Take a view away: its names at once, its rows with the next recomputation.",
            "Until then 'views rollback' brings it back."
        })
final class ViewsDropCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private ChangeWaiting waiting = new ChangeWaiting();

    @Parameters(paramLabel = "VIEW", description = "The view's name.")
    private String view = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        try (LambdaGrid grid = cluster.connect()) {
            waiting.await(grid.views().drop(view), "The drop of view '" + view + "'");
            out.println("View '" + view + "' is gone");
            out.flush();
        }
        return 0;
    }
}
