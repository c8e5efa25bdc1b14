package io.lambdagrid.benchmark.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lambdagrid.benchmark.workload.OrdersWorkload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One benchmark, ready to run: its data are there.
 *
 * @param measures what is compared, in words
 * @param subjects ours and the peers, all doing the same work
 */
record Benchmark(String name, String measures, OrdersWorkload workload, List<Launch> subjects) {
    Benchmark {
        subjects = List.copyOf(subjects);
    }

    /**
     * Runs all subjects, one after the other; writes the result to a file and a table to {@code out}.
     *
     * @throws BenchmarkException when a subject fails, or when their answers differ
     */
    void run(RunOptions options, PrintWriter out) throws IOException, InterruptedException {
        Machine machine = Machine.thisOne();
        String commit = SourceCommit.of(Installation.checkout());
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        RoundsWanted wanted = options.rounds();
        Path folder = Files.createDirectories(options.results());
        List<SubjectRun> runs = new ArrayList<>();
        for (Launch subject : subjects) {
            out.println(subject.name() + ": " + subject.includes());
            out.flush();
            runs.add(new SubjectProcess(subject, wanted, folder).run(round -> tell(round, out)));
        }
        Map<String, String> answer = Agreement.of(runs);
        Result result = new Result(
                name,
                measures,
                start.toString(),
                options.commandLine(),
                commit,
                machine,
                workload.description(),
                wanted.warmUps(),
                wanted.runs(),
                answer,
                runs.stream()
                        .map(run -> Result.SubjectResult.of(run, wanted, workload.records()))
                        .toList(),
                Ratio.all(runs));
        Path file = folder.resolve(name + "-" + start.toString().replace(":", "") + ".json");
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), result);
        out.println();
        out.println(ResultTable.of(result));
        out.println();
        out.println("Result written to " + file);
    }

    private static void tell(Round round, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "  %-7s  %8.3f s, CPU %8.3f s, garbage collection %6.3f s%n",
                round.phase(),
                round.seconds(),
                round.cpuSeconds(),
                round.gcSeconds());
        out.flush();
    }
}
