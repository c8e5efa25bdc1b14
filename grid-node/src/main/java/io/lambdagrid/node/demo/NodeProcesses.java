package io.lambdagrid.node.demo;

import io.lambdagrid.node.Main;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Several nodes, each in a process of its own, from the same jar or class path as this one. */
final class NodeProcesses implements DemoNodes {
    private static final int SHOWN_LOG_LINES = 15;
    private static final int LONGEST_STOP_SECONDS = 30;

    private final NodeSettings settings;
    private final List<Integer> ports;
    private final Path logs;
    private final List<Process> processes = new ArrayList<>();

    NodeProcesses(NodeSettings settings, List<Integer> ports, Path logs) {
        this.settings = settings;
        this.ports = List.copyOf(ports);
        this.logs = logs;
    }

    @Override
    public void start() throws IOException {
        for (int port : ports) {
            processes.add(new ProcessBuilder(command(port))
                    .redirectErrorStream(true)
                    .redirectOutput(log(port).toFile())
                    .start());
        }
    }

    private List<String> command(int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-X"))
                .forEach(command::add);
        settings.at(port, addresses()).properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        String classPath = System.getProperty("java.class.path", "");
        if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, Main.class.getName()));
        }
        command.addAll(List.of(
                "start", "--until-input-ends", "--config", settings.folder().toString()));
        return command;
    }

    private Path log(int port) {
        return logs.resolve("node-" + port + ".log");
    }

    @Override
    public List<String> addresses() {
        return ports.stream().map(Ports::address).toList();
    }

    /** Kills the first node, which nothing can warn; returns its address. */
    String killFirst() throws InterruptedException {
        Process first = processes.get(0);
        first.destroyForcibly().waitFor();
        return Ports.address(ports.get(0));
    }

    /** Prints the end of each node's log. */
    void printLogs(PrintWriter out) throws IOException {
        for (int port : ports) {
            List<String> lines = Files.exists(log(port)) ? Files.readAllLines(log(port)) : List.of();
            out.println("End of the log of node " + Ports.address(port));
            lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size())
                    .forEach(line -> out.println("  " + line));
        }
        out.flush();
    }

    /** Ends all nodes by force: their data are about to be deleted, so there is nothing to hand over. */
    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        try {
            for (Process process : processes) {
                process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
