package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the SQL of a view. */
@Command(name = "show", description = "Print the SQL of a view as it is served.")
final class ViewsShowCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "VIEW", description = "The view's name.")
    private String view = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Output.of(spec);
        try (LambdaGrid grid = cluster.connect();
                SqlResult result = grid.sql("SELECT definition FROM lambda_views WHERE \"view\" = ?", view)) {
            Iterator<Row> rows = result.iterator();
            if (!rows.hasNext()) {
                throw new CommandFailure("LG-103  There is no view '" + view + "'. See 'views list'.");
            }
            out.println(rows.next().text("definition").strip());
        }
        out.flush();
        return 0;
    }
}
