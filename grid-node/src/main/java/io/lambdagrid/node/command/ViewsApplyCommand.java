package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.ViewChange;
import io.lambdagrid.node.command.ViewFiles.ViewText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds views, or gives them other definitions. */
@Command(
        name = "apply",
        description = {
            "Add views, or give them other definitions.",
            "They are computed from the whole history, beside what is served, and then served together."
        })
final class ViewsApplyCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private ChangeWaiting waiting = new ChangeWaiting();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files called VIEW.sql, or folders of them.")
    private List<Path> files = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        List<ViewText> views = ViewFiles.read(files);
        try (LambdaGrid grid = cluster.connect()) {
            Map<String, ViewChange> changes = new LinkedHashMap<>();
            views.forEach(view -> changes.put(view.name(), grid.views().apply(view.name(), view.sql())));
            changes.forEach((view, change) -> {
                progress.whileAwaiting(
                        "apply",
                        () -> "'" + view + "' from all of history",
                        () -> waiting.await(change, "The change of view '" + view + "'"));
                out.println("View '" + view + "' is served as defined");
                out.flush();
            });
        }
        return 0;
    }
}
