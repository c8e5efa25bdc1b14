package io.lambdagrid.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A file that remembers which process serves a folder, so that a new stack in that folder finds the process that a
 * killed one left behind. A process is known by its id and its start: ids are used again.
 */
record ProcessRecord(Path file) {

    private static final Duration END_OF_ORPHAN = Duration.ofSeconds(15);

    void write(ProcessHandle process) throws IOException {
        Files.write(file, List.of(Long.toString(process.pid()), start(process)));
    }

    /** Returns once the recorded process is gone; one that does not end by itself, as orphans do, is killed. */
    void awaitEnd() throws IOException, InterruptedException {
        Optional<ProcessHandle> orphan = recorded();
        if (orphan.isEmpty()) {
            return;
        }
        ProcessHandle process = orphan.get();
        try {
            process.onExit().get(END_OF_ORPHAN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            // Bounded: where nobody reaps orphans, a dead one stays in the process table.
            process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for process " + process.pid() + " failed", e);
        }
    }

    private Optional<ProcessHandle> recorded() throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> start(process).equals(lines.get(1)));
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
