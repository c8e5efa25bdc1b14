package io.lambdagrid.benchmark.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lambdagrid.benchmark.subject.Rounds;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one subject in a JVM of its own, and reads what it reports. The process ends with this one. */
final class SubjectProcess {
    private static final int LINES_SHOWN_OF_A_FAILURE = 25;

    private final ObjectMapper json = new ObjectMapper();
    private final Launch launch;
    private final RoundsWanted wanted;
    private final Path folder;
    private final Map<String, String> versions = new LinkedHashMap<>();
    private final List<Round> rounds = new ArrayList<>();

    /** Prepares a run whose log, and profile if wanted, go to {@code folder}. */
    SubjectProcess(Launch launch, RoundsWanted wanted, Path folder) {
        this.launch = launch;
        this.wanted = wanted;
        this.folder = folder;
    }

    /**
     * Runs it to its end.
     *
     * @param progress hears of each round
     */
    SubjectRun run(Consumer<Round> progress) throws IOException, InterruptedException {
        Path log = folder.resolve(launch.name().replace(' ', '-') + ".log");
        Process process = new ProcessBuilder(launch.command(wanted))
                .directory(folder.toFile())
                .redirectError(log.toFile())
                .start();
        Thread killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line, progress);
            }
            int status = process.waitFor();
            if (status != 0 || rounds.size() != wanted.warmUps() + wanted.runs()) {
                throw new BenchmarkException("LG-951  '" + launch.name() + "' ended with status " + status + " after "
                        + rounds.size() + " rounds. Expected " + (wanted.warmUps() + wanted.runs())
                        + " rounds; the end of its log '" + log + "':" + System.lineSeparator() + end(log));
            }
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(killer);
        }
        return new SubjectRun(launch, versions, Machine.load(), rounds);
    }

    private void read(String line, Consumer<Round> progress) throws IOException {
        if (!line.startsWith(Rounds.MARK)) {
            return;
        }
        JsonNode report = json.readTree(line.substring(Rounds.MARK.length()));
        @Nullable JsonNode found = report.get("versions");
        if (found != null) {
            found.properties()
                    .forEach(version ->
                            versions.put(version.getKey(), version.getValue().asText()));
            return;
        }
        Round round = json.treeToValue(report, Round.class);
        rounds.add(round);
        progress.accept(round);
    }

    private static String end(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(
                System.lineSeparator(),
                lines.subList(Math.max(0, lines.size() - LINES_SHOWN_OF_A_FAILURE), lines.size()));
    }
}
