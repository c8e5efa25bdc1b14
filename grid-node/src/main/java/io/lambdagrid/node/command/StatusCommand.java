package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.node.print.ResultFormat;
import io.lambdagrid.node.print.RowPrinter;
import io.lambdagrid.node.print.SqlRunner;
import io.lambdagrid.node.print.TimeWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    /** By title; {@code seam} is where the batch views end and the real-time views begin. */
    private static final Map<String, String> EVERYTHING = everything();

    /** What fits beside each other on a terminal, below the views. Reasons follow as lines of their own. */
    private static final Map<String, String> TABLES = tables();

    private static final String VIEWS = """
            SELECT "view", status, generation, lag_records, fresh_to, retained_from
            FROM lambda_views ORDER BY "view\"""";

    private static final String REASONS = """
            SELECT DISTINCT "view" AS what, reason FROM lambda_views WHERE reason <> ''
            UNION ALL
            SELECT 'generation ' || CAST(generation AS VARCHAR) || ' of ' || dataset, reason FROM lambda_generations
            WHERE reason <> '' AND state <> 'RETIRED'""";

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

    private static Map<String, String> everything() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("views", """
                SELECT "view", dataset, status, generation, lag_records, fresh_to, retained_from, late_records, reason
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

    private static Map<String, String> tables() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("generations", """
                SELECT dataset, generation, state, batch_rows, changed_at
                FROM lambda_generations ORDER BY dataset, generation""");
        queries.put("partitions", """
                SELECT dataset, kafka_partition AS "partition", log_start, archived, batch_end AS seam,
                  applied_end AS applied, end_offset AS log_end, lag_records AS "lag"
                FROM lambda_partitions ORDER BY dataset, kafka_partition""");
        return queries;
    }

    private static void tables(LambdaGrid grid, PrintWriter out) throws IOException {
        out.println("views");
        views(grid, ResultFormat.TABLE.printer(out));
        SqlRunner runner = new SqlRunner(grid, out, ResultFormat.TABLE);
        for (Map.Entry<String, String> query : TABLES.entrySet()) {
            out.println(System.lineSeparator() + query.getKey());
            runner.run(query.getValue(), () -> true);
        }
        reasons(grid, out);
        out.flush();
    }

    /** How old an answer is says more than until when it reaches. */
    private static void views(LambdaGrid grid, RowPrinter printer) throws IOException {
        printer.begin(List.of("view", "status", "generation", "lag", "behind", "fresh_to", "retained_from"));
        try (SqlResult result = grid.sql(VIEWS)) {
            Instant now = Instant.now();
            for (Row row : result) {
                Optional<Instant> freshTo = row.value("fresh_to", Instant.class);
                printer.row(Arrays.asList(
                        row.value("view"),
                        row.value("status"),
                        row.value("generation"),
                        row.value("lag_records"),
                        freshTo.map(time -> behind(time, now)).orElse(null),
                        freshTo.map(time -> time.truncatedTo(ChronoUnit.SECONDS))
                                .orElse(null),
                        row.value("retained_from")));
            }
        }
        printer.end();
    }

    private static String behind(Instant freshTo, Instant now) {
        Duration age = Duration.between(freshTo, now);
        return TimeWords.length(age.isNegative() ? Duration.ZERO : age);
    }

    /** A server that is away is the reason of many views, and is told once. */
    private static void reasons(LambdaGrid grid, PrintWriter out) {
        Map<String, List<String>> whatByReason = new TreeMap<>();
        try (SqlResult result = grid.sql(REASONS)) {
            result.forEach(row -> whatByReason
                    .computeIfAbsent(row.text("reason"), reason -> new ArrayList<>())
                    .add(row.text("what")));
        }
        whatByReason.forEach((reason, what) -> {
            out.println();
            out.println(String.join(", ", what) + ":");
            out.println("  " + reason);
        });
    }

    private static void json(LambdaGrid grid, PrintWriter out) throws IOException {
        SqlRunner runner = new SqlRunner(grid, out, ResultFormat.JSON);
        String separator = "{";
        for (Map.Entry<String, String> query : EVERYTHING.entrySet()) {
            out.print(separator + "\"" + query.getKey() + "\": ");
            runner.run(query.getValue(), () -> true);
            separator = ",";
        }
        out.println("}");
        out.flush();
    }
}
