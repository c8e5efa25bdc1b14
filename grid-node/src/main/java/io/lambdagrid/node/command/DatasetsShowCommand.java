package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.node.print.ResultFormat;
import io.lambdagrid.node.print.SqlRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one dataset. */
@Command(name = "show", description = "Show a dataset: its topic, its views, and where its seam is in each partition.")
final class DatasetsShowCommand implements Callable<Integer> {
    private static final String VIEWS = """
            SELECT "view", status, generation, lag_records AS "lag", fresh_to
            FROM lambda_views WHERE dataset = ? ORDER BY "view\"""";
    private static final String PARTITIONS = """
            SELECT kafka_partition AS "partition", log_start, archived, batch_end AS seam, applied_end AS applied,
              end_offset AS log_end, lag_records AS "lag"
            FROM lambda_partitions WHERE dataset = ? ORDER BY kafka_partition""";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "DATASET", description = "The dataset's name.")
    private String dataset = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        try (LambdaGrid grid = cluster.connect()) {
            DatasetLine line = find(DatasetLine.all(grid));
            SqlRunner runner = new SqlRunner(grid, out, ResultFormat.TABLE);
            out.println("dataset " + dataset + ", topic "
                    + Objects.requireNonNullElse(line.topic(), "not seen yet: 'status' says why"));
            out.println();
            runner.run(VIEWS, () -> true, dataset);
            out.println();
            runner.run(PARTITIONS, () -> true, dataset);
        }
        out.flush();
        return 0;
    }

    private DatasetLine find(Collection<DatasetLine> lines) {
        return lines.stream()
                .filter(line -> line.name().equals(dataset))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("LG-103  There is no dataset '" + dataset + "'. Datasets: "
                        + lines.stream().map(DatasetLine::name).collect(Collectors.joining(", ")) + "."));
    }
}
