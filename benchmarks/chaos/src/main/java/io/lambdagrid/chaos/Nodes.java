package io.lambdagrid.chaos;

import io.lambdagrid.stack.LocalStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The nodes of a cluster, each a process that can be killed, paused and started again. Thread-safe. */
final class Nodes implements AutoCloseable {
    private static final long LONGEST_END_SECONDS = 30;

    private final Path jar;
    private final Path folder;
    private final LocalStack stack;
    private final ChaosConfiguration configuration;
    private final List<Integer> ports;
    private final List<Process> processes = new ArrayList<>();
    /** The oldest member first. */
    private final List<Integer> byAge = new ArrayList<>();

    Nodes(int count, Path jar, Path folder, LocalStack stack, ChaosConfiguration configuration) throws IOException {
        this.jar = jar;
        this.folder = folder;
        this.stack = stack;
        this.configuration = configuration;
        this.ports = freePorts(count);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    List<String> addresses() {
        return ports.stream().map(port -> "127.0.0.1:" + port).toList();
    }

    int count() {
        return ports.size();
    }

    synchronized void startAll() throws IOException {
        for (int node = 0; node < ports.size(); node++) {
            processes.add(launch(node));
            byAge.add(node);
        }
    }

    private Process launch(int node) throws IOException {
        int port = ports.get(node);
        Path config = configuration.write(folder, stack, port, addresses());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-jar",
                        jar.toString(),
                        "start",
                        "--config",
                        config.toString(),
                        "--until-input-ends")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(node).toFile()))
                .start();
    }

    /** Returns where a node writes its log. */
    Path log(int node) {
        return folder.resolve("node-" + (node + 1) + ".log");
    }

    /** Returns the node that leads. */
    synchronized int oldest() {
        return byAge.get(0);
    }

    synchronized void kill(int node) throws InterruptedException {
        processes.get(node).destroyForcibly().waitFor();
        byAge.remove(Integer.valueOf(node));
        byAge.add(node);
    }

    synchronized void start(int node) throws IOException {
        processes.set(node, launch(node));
    }

    void pause(int node) {
        signal(node, "-STOP");
    }

    void resume(int node) {
        signal(node, "-CONT");
    }

    private synchronized void signal(int node, String signal) {
        String pid = String.valueOf(processes.get(node).pid());
        try {
            new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("Process " + pid + " could not be sent " + signal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all nodes by force: nothing they know is needed any more. */
    @Override
    public synchronized void close() {
        processes.forEach(Process::destroyForcibly);
        try {
            for (Process process : processes) {
                process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
