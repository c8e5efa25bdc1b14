package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.node.print.SqlRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the views. */
@Command(name = "list", description = "List the views, their datasets, columns and status.")
final class ViewsListCommand implements Callable<Integer> {
    private static final String VIEWS = """
            SELECT "view", dataset, status, generation, key_columns AS "key", "columns"
            FROM lambda_views ORDER BY "view\"""";

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
            new SqlRunner(grid, out, format.chosen()).run(VIEWS, () -> true);
        }
        out.flush();
        return 0;
    }
}
