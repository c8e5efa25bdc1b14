package io.lambdagrid.node.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A program on a terminal of its own, as a user has it: what is typed goes through the terminal, Ctrl+C included. Made
 * by {@code script} of util-linux.
 */
final class PseudoTerminal implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String CONTROL_SEQUENCE = "\u001b(?:\\[[0-9;?$]*[a-zA-Z]|[=>()][0-9A-B]?)|[\u0007\b\r]";

    private final Process process;
    private final StringBuilder output = new StringBuilder();
    private int seen;

    private PseudoTerminal(Process process) {
        this.process = process;
    }

    /** Whether this machine has what it takes. */
    static boolean exists() throws IOException, InterruptedException {
        try {
            Process version = new ProcessBuilder("script", "--version").start();
            return new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("util-linux")
                    && version.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static PseudoTerminal start(List<String> command) throws IOException {
        String words = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        // Whoever is started in the background ignores Ctrl+C, and so does whatever it starts.
        String heeding = "exec env --default-signal=INT " + words;
        // noflsh: else the terminal throws away what is printed while it is still busy with the Ctrl+C that caused it.
        ProcessBuilder builder =
                new ProcessBuilder("script", "-qefc", "stty rows 40 cols 160 noflsh; " + heeding, "/dev/null");
        builder.environment().put("TERM", "xterm");
        PseudoTerminal terminal =
                new PseudoTerminal(builder.redirectErrorStream(true).start());
        Thread reader = new Thread(terminal::read, "pseudo-terminal");
        reader.setDaemon(true);
        reader.start();
        return terminal;
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try (InputStream in = process.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (output) {
                    output.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until the text is shown, after what was waited for before; returns what was shown up to there. */
    String await(String text) {
        try {
            Awaitility.await()
                    .atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> shown().indexOf(text, seen) >= 0 || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("'" + text + "' was not shown in:\n" + shown().substring(seen), e);
        }
        String shown = shown();
        int found = shown.indexOf(text, seen);
        if (found < 0) {
            throw new AssertionError("'" + text + "' was not shown in:\n" + shown.substring(seen));
        }
        String part = shown.substring(seen, found + text.length());
        seen = found + text.length();
        return part;
    }

    /** What a user sees, without colours and movements of the cursor. */
    private String shown() {
        synchronized (output) {
            return output.toString().replaceAll(CONTROL_SEQUENCE, "");
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The program did not end:\n" + shown());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
