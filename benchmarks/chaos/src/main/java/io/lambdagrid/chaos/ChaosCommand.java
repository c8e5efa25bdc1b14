package io.lambdagrid.chaos;

import io.lambdagrid.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs faults at random against a grid and checks every answer. */
@Command(
        name = "chaos.jar",
        synopsisHeading = "Usage: java -jar ",
        mixinStandardHelpOptions = true,
        subcommands = ColdRestartCommand.class,
        description = {
            "Faults at random against three nodes and real servers, and every answer checked.",
            "Each run prints its report as a line of JSON. Exit code 1 when an answer was wrong."
        })
final class ChaosCommand implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of the first run.")
    private long seed;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many runs, each with the next seed; ${DEFAULT-VALUE} unless given.")
    private int runs;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long faults happen in each run; ${DEFAULT-VALUE} unless given.")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Orders a second; ${DEFAULT-VALUE} unless given.")
    private int rate;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many nodes; ${DEFAULT-VALUE} unless given.")
    private int nodes;

    @Option(
            names = "--faults",
            paramLabel = "FAULT",
            split = ",",
            description = "What may happen: all of ${COMPLETION-CANDIDATES} unless given.")
    private @Nullable Set<Fault> faults;

    @Option(
            names = "--switches",
            paramLabel = "N",
            defaultValue = "0",
            description = "Switch generations so often, one after the other, instead of making faults.")
    private int switches;

    @Mixin
    private NodeJar jar = new NodeJar();

    @Option(names = "--report", paramLabel = "FILE", description = "Add a line of a Markdown table for each run.")
    private @Nullable Path report;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = ChaosMain.output(spec);
        if (!jar.isThere(out)) {
            return 1;
        }
        if (!new Network().isOwn()) {
            if (Network.canBeOwn()) {
                return Network.runInOwn(ChaosMain.arguments(spec));
            }
            System.err.println(
                    "No link between nodes is cut: that takes 'unshare' and 'ip' and the right to use them.");
        }
        try (RunFolder folder = RunFolder.create()) {
            boolean allClean = run(folder, out);
            if (allClean) {
                folder.forget();
            }
            return allClean ? 0 : 1;
        }
    }

    private boolean run(RunFolder folder, PrintWriter out) throws Exception {
        boolean allClean = true;
        try (LocalStack stack =
                LocalStack.builder().dataFolder(folder.servers()).build()) {
            stack.start();
            for (int run = 0; run < runs; run++) {
                ChaosReport shown = new ChaosRun(plan(seed + run, folder), stack, System.err::println).run();
                allClean &= shown.isClean();
                out.println(shown.json());
                out.flush();
                add(shown);
            }
        }
        return allClean;
    }

    private ChaosRun.Plan plan(long runSeed, RunFolder folder) {
        return new ChaosRun.Plan(
                runSeed,
                jar.path(),
                folder.of("run-" + runSeed),
                nodes,
                Duration.ofSeconds(seconds),
                rate,
                faults == null ? EnumSet.allOf(Fault.class) : faults,
                switches);
    }

    private void add(ChaosReport shown) throws IOException {
        if (report != null) {
            String head = Files.exists(report) ? "" : ChaosReport.tableHead() + "\n";
            Files.writeString(
                    report, head + shown.tableRow() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
