package io.lambdagrid.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One server in a process of its own. Its standard output carries the READY line and its standard error is the log; its
 * standard input stays open as long as this JVM lives, and the server ends when it closes.
 *
 * <p>Starting, stopping and pausing is for one thread at a time; the other methods may be called by any.
 */
public final class ServerProcess {

    /** As the server's main class prints it, which is on another class path. */
    private static final String READY = "READY";

    private static final int SHOWN_LOG_LINES = 20;
    private static final Duration ORDERLY_STOP = Duration.ofSeconds(15);

    private final ServerKind kind;
    private final Path folder;
    private final List<String> command;
    private final Duration startLimit;
    private final ServerLog log;
    private final ProcessRecord record;
    private volatile @Nullable Process process;
    private volatile boolean paused;

    ServerProcess(ServerKind kind, Path folder, List<String> command, Duration startLimit) {
        this.kind = kind;
        this.folder = folder;
        this.command = List.copyOf(command);
        this.startLimit = startLimit;
        this.log = new ServerLog(folder.resolve("server.log"));
        this.record = new ProcessRecord(folder.resolve("process"));
    }

    /** Which server this is. */
    public ServerKind kind() {
        return kind;
    }

    /** The operating system's id of the process started last. */
    public long pid() {
        return started().pid();
    }

    /** Whether the process exists; a paused one does. */
    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** Ends the process at once (SIGKILL), and returns when it is gone. */
    public void kill() {
        started().destroyForcibly().onExit().join();
        paused = false;
    }

    /** Lets the server end in order (SIGTERM); kills it when it has not ended after 15 seconds. */
    public void stop() {
        askToStop();
        awaitStop();
    }

    /** Starts the server again on its ports and data, stopping it first if it runs. Returns when it is ready. */
    public void restart() {
        stop();
        start();
    }

    /** Suspends the process (SIGSTOP): it exists, its ports accept connections, and it answers nothing. */
    public void pause() {
        signal("-STOP");
        paused = true;
    }

    /** Lets a suspended process go on (SIGCONT). */
    public void resume() {
        signal("-CONT");
        paused = false;
    }

    /** The last lines of the server's log, over all its starts. */
    public List<String> logTail(int lines) {
        try {
            return log.tail(0, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the process and returns when it reported that a client's request was answered. */
    void start() {
        boolean ready = false;
        try {
            Files.createDirectories(folder.resolve("tmp"));
            record.awaitEnd();
            long logStart = log.end();
            Process started = launch();
            process = started;
            record.write(started.toHandle());
            awaitReady(started, logStart);
            ready = true;
        } catch (IOException e) {
            throw new StackException(
                    StackError.SERVER_FAILED,
                    kind.title() + " could not be started in '" + folder + "': " + e.getMessage()
                            + ". Expected a folder that can be written to.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException(
                    StackError.SERVER_NOT_READY, "The start of " + kind.title() + " was interrupted.", e);
        } finally {
            if (!ready && isAlive()) {
                kill();
            }
        }
    }

    /** Sends SIGTERM, if there is anybody to hear it. */
    void askToStop() {
        Process current = process;
        if (current == null || !current.isAlive()) {
            return;
        }
        if (paused) {
            resume();
        }
        current.destroy();
    }

    /** The second half of {@link #stop()}. An interrupted caller does not wait any longer: the server is killed. */
    void awaitStop() {
        Process current = process;
        if (current == null) {
            return;
        }
        try {
            if (!current.waitFor(ORDERLY_STOP.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    private Process launch() throws IOException {
        Files.writeString(
                log.file(),
                "---- " + kind.title() + " starts" + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        // The C library reserves memory per thread and core; servers with hundreds of threads do not need it.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        paused = false;
        return builder.start();
    }

    private void awaitReady(Process started, long logStart) throws IOException, InterruptedException {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> readOutput(started, ready), kind.folder() + "-output");
        reader.setDaemon(true);
        reader.start();
        try {
            if (!ready.get(startLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw startFailure(
                        StackError.SERVER_FAILED,
                        "ended with exit code " + started.waitFor() + " while it started",
                        logStart);
            }
        } catch (TimeoutException e) {
            throw startFailure(
                    StackError.SERVER_NOT_READY, "was not ready after " + startLimit.toMillis() + " ms", logStart);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Reading the output of " + kind.title() + " failed", e);
        }
    }

    /** Completes with whether READY came; reads on until the end, so that the process never blocks on its output. */
    private static void readOutput(Process started, CompletableFuture<Boolean> ready) {
        try (BufferedReader lines = started.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(READY)) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            // The stream of a process that was killed ends in this way, too.
        } finally {
            ready.complete(false);
        }
    }

    private StackException startFailure(StackError error, String what, long logStart) throws IOException {
        String end = String.join(System.lineSeparator() + "  | ", log.tail(logStart, SHOWN_LOG_LINES));
        return new StackException(
                error,
                kind.title() + " " + what + ". The end of its log '" + log.file() + "':" + System.lineSeparator()
                        + "  | " + end);
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", signal, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("Signal " + signal + " did not reach " + kind.title() + ", process "
                        + pid() + ": is it alive?");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending " + signal + " to " + kind.title(), e);
        }
    }

    private Process started() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException(kind.title() + " was never started");
        }
        return current;
    }
}
