package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how far each layer has come. */
@Command(
        name = "status",
        description = "Show the views, their generations, and how far each layer has come in each partition.")
final class StatusCommand implements Callable<Integer> {
    /** By title. In the last one {@code seam} is where the batch views end and the real-time views begin. */
    private static final Map<String, String> QUERIES = queries();

    private enum Format {
        TABLE,
        JSON
    }

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json; ${DEFAULT-VALUE} unless given.")
    private Format format = Format.TABLE;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Output.of(spec);
        try (LambdaGrid grid = cluster.connect()) {
            switch (format) {
                case TABLE -> tables(grid, out);
                case JSON -> json(grid, out);
            }
        }
        return 0;
    }

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("views", """
                SELECT "view", dataset, status, generation, lag_records, fresh_to, reason
                FROM lambda_views ORDER BY "view\"""");
        queries.put("generations", """
                SELECT dataset, generation, state, batch_rows, views, created_at, changed_at, reason
                FROM lambda_generations ORDER BY dataset, generation""");
        queries.put("partitions", """
                SELECT dataset, topic, kafka_partition, log_start, archived, batch_end AS seam, applied_end, end_offset,
                  lag_records
                FROM lambda_partitions ORDER BY dataset, kafka_partition""");
        return queries;
    }

    private static void tables(LambdaGrid grid, PrintWriter out) throws IOException {
        SqlRunner runner = new SqlRunner(grid, out, ResultFormat.TABLE);
        String gap = "";
        for (Map.Entry<String, String> query : QUERIES.entrySet()) {
            out.println(gap + query.getKey());
            runner.run(query.getValue(), () -> true);
            gap = System.lineSeparator();
        }
        out.flush();
    }

    private static void json(LambdaGrid grid, PrintWriter out) throws IOException {
        SqlRunner runner = new SqlRunner(grid, out, ResultFormat.JSON);
        String separator = "{";
        for (Map.Entry<String, String> query : QUERIES.entrySet()) {
            out.print(separator + "\"" + query.getKey() + "\": ");
            runner.run(query.getValue(), () -> true);
            separator = ",";
        }
        out.println("}");
        out.flush();
    }
}
