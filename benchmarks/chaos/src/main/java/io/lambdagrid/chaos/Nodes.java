package io.lambdagrid.chaos;

import io.lambdagrid.stack.LocalStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The nodes of a cluster, each a process that can be killed, paused and started again. Thread-safe. */
final class Nodes implements AutoCloseable {
    private static final long LONGEST_END_SECONDS = 30;

    private final Path jar;
    private final Path folder;
    private final LocalStack stack;
    private final ChaosConfiguration configuration;
    private final Network network;
    private final List<Integer> ports;
    private final List<Process> processes = new ArrayList<>();
    /** The oldest member first. */
    private final List<Integer> byAge = new ArrayList<>();

    Nodes(int count, Path jar, Path folder, LocalStack stack, ChaosConfiguration configuration, Network network)
            throws IOException {
        this.jar = jar;
        this.folder = folder;
        this.stack = stack;
        this.configuration = configuration;
        this.network = network;
        this.ports = freePorts(count, network);
    }

    private static List<Integer> freePorts(int count, Network network) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getByName(network.host(i))));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    List<String> addresses() {
        return IntStream.range(0, ports.size())
                .mapToObj(node -> network.host(node) + ":" + ports.get(node))
                .toList();
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
        Path config = configuration.write(
                folder.resolve("config-" + (node + 1)), stack, network.host(node), ports.get(node), addresses());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        // A node speaks to the others from its own address, or its links could not be told apart.
                        "-Dhazelcast.socket.client.bind.any=false",
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

    /** Takes the links between a node and all others; none of them is told. */
    void cutOff(int node) throws InterruptedException {
        mute(node);
        for (int other = 0; other < count(); other++) {
            if (other != node) {
                network.cut(other, node);
            }
        }
    }

    void joinAgain(int node) throws InterruptedException {
        unmute(node);
        for (int other = 0; other < count(); other++) {
            if (other != node) {
                network.heal(other, node);
            }
        }
    }

    /** Drops what a node says to the others; it hears them. */
    void mute(int node) throws InterruptedException {
        for (int other = 0; other < count(); other++) {
            if (other != node) {
                network.cut(node, other);
            }
        }
    }

    void unmute(int node) throws InterruptedException {
        for (int other = 0; other < count(); other++) {
            if (other != node) {
                network.heal(node, other);
            }
        }
    }

    /** Kills all at once. */
    synchronized void killAll() throws InterruptedException {
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            process.waitFor();
        }
    }

    synchronized void restartAll() throws IOException {
        processes.clear();
        byAge.clear();
        startAll();
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
