package io.lambdagrid.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A command in a process of its own, as a user starts it. */
public final class NodeProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 120;

    private final Process process;
    private final Path output;

    private NodeProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** What a command answered. */
    record Answer(int exitCode, String out, String err) {}

    /**
     * Starts a command that goes on.
     *
     * @param launcher how the program is started: a jar or a class path
     * @param output a new file for what it prints
     */
    static NodeProcess start(List<String> launcher, Path output, List<String> arguments) throws IOException {
        Process process = new ProcessBuilder(command(launcher, arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new NodeProcess(process, output);
    }

    /** Runs a command to its end. */
    static Answer run(List<String> launcher, List<String> arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(launcher, arguments)).start();
        process.getOutputStream().close();
        CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> all(process.getErrorStream()));
        String out = all(process.getInputStream());
        return new Answer(process.waitFor(), out, errors.join());
    }

    private static String all(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void awaitOutput(String text) throws IOException {
        Awaitility.await(text).atMost(LIMIT_SECONDS, TimeUnit.SECONDS).until(() -> output().contains(text) || ended());
        if (!output().contains(text)) {
            throw new AssertionError("The process ended before it said '" + text + "':\n" + output());
        }
    }

    private boolean ended() {
        return !process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Asks the process to end, as Ctrl+C and container platforms do; returns its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The process did not end within " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** Closes the process's standard input, as the end of whoever started it would; returns its exit code. */
    int endInput() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The process did not end within " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Returns how the JVM of this test is started, for a small program. */
    public static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m");
    }

    /** Returns the launcher of the program from its classes, with the module flags that the tests were given. */
    public static List<String> fromClasses() {
        Stream<String> moduleFlags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"));
        Stream<String> program = Stream.of("-cp", System.getProperty("java.class.path", ""), Main.class.getName());
        return Stream.concat(moduleFlags, program).toList();
    }

    private static List<String> command(List<String> launcher, List<String> arguments) {
        List<String> command = new ArrayList<>(java());
        command.addAll(launcher);
        command.addAll(arguments);
        return command;
    }
}
