package io.lambdagrid.benchmark.harness;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all benchmarks can be told. */
final class RunOptions {
    @Option(
            names = "--warm-ups",
            paramLabel = "N",
            defaultValue = "2",
            description = "Rounds that do not count; ${DEFAULT-VALUE} unless given.")
    private int warmUps;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds that count; ${DEFAULT-VALUE} unless given.")
    private int runs;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Readers or worker threads of each subject; ${DEFAULT-VALUE} unless given.")
    private int threads;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "3g",
            description = "Heap of each subject; ${DEFAULT-VALUE} unless given.")
    private String heap = "";

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Makes other orders; ${DEFAULT-VALUE} unless given.")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the data lie and are used again; 'data' beside the jar unless given.")
    private @Nullable Path data;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Where results, logs and profiles go; 'results' beside the jar unless given.")
    private @Nullable Path results;

    @Option(
            names = "--profile",
            description = "Run the flight recorder in our own subjects. Their figures are worth less then.")
    private boolean profiled;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    RoundsWanted rounds() {
        return new RoundsWanted(warmUps, runs, heap, profiled);
    }

    int threads() {
        return threads;
    }

    long seed() {
        return seed;
    }

    Path data() {
        return (data == null ? Installation.besideJar("data") : data).toAbsolutePath();
    }

    Path results() {
        return (results == null ? Installation.besideJar("results") : results).toAbsolutePath();
    }

    /** Returns the command line that led here. */
    String commandLine() {
        if (command == null) {
            return "";
        }
        return String.join(" ", command.commandLine().getParseResult().originalArgs());
    }
}
