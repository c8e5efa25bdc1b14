package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.node.print.RowPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists generations: how they came about, how long it took, how many rows they have and where their seam is. */
@Command(
        name = "generations",
        description = {
            "List the generations of all datasets or of one: what is served, what is being built, what was.",
            "'took' is the time until a generation was served, or has failed; of one being built, the time so far."
        })
final class GenerationsCommand implements Callable<Integer> {
    private static final String GENERATIONS = "SELECT * FROM lambda_generations ORDER BY dataset, generation";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "DATASET", arity = "0..1", description = "One dataset; all unless given.")
    private @Nullable String dataset;

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        List<GenerationLine> lines = new ArrayList<>();
        try (LambdaGrid grid = cluster.connect();
                SqlResult result = grid.sql(GENERATIONS)) {
            result.forEach(row -> lines.add(GenerationLine.of(row)));
        }
        List<GenerationLine> wanted = lines.stream()
                .filter(line -> dataset == null || line.dataset().equals(dataset))
                .toList();
        if (dataset != null && wanted.isEmpty()) {
            TreeSet<String> datasets = new TreeSet<>();
            lines.forEach(line -> datasets.add(line.dataset()));
            throw new CommandFailure("LG-103  There is no generation of a dataset '" + dataset + "'. Datasets: "
                    + String.join(", ", datasets) + ".");
        }
        print(wanted, format.printer(out));
        if (format.isTable()) {
            wanted.forEach(line -> line.reasonLine().ifPresent(out::println));
        }
        out.flush();
        return 0;
    }

    private static void print(List<GenerationLine> lines, RowPrinter printer) throws IOException {
        printer.begin(GenerationLine.TITLES);
        for (GenerationLine line : lines) {
            printer.row(line.values(Clock.systemUTC()));
        }
        printer.end();
    }
}
