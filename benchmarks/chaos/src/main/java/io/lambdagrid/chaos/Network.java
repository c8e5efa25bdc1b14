package io.lambdagrid.chaos;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The links between nodes. In a network namespace of its own, which Linux gives without a container, each node has an
 * address of its own on the loopback device, and a rule of routing drops what goes from one to another: without a word
 * to either, and what was on its way arrives after the rule has gone. Elsewhere all nodes share one address, and no
 * link can be cut.
 */
final class Network {
    private static final String OWN_NAMESPACE = "lambdagrid.chaos.own-namespace";
    private static final int FIRST_HOST = 11;
    private static final int LAST_HOST = 19;

    /** The rule for addresses of this machine comes first unless it is moved behind those that cut links. */
    private static final String PREPARE = "ip link set lo up"
            + IntStream.rangeClosed(FIRST_HOST, LAST_HOST)
                    .mapToObj(host -> " && ip addr add 127.0.0." + host + "/32 dev lo")
                    .collect(Collectors.joining())
            + " && ip rule add pref 100 lookup local && ip rule del pref 0";

    private final boolean isOwn = Boolean.getBoolean(OWN_NAMESPACE);

    /** Returns whether links can be cut. */
    boolean isOwn() {
        return isOwn;
    }

    /** Returns whether a program can be run in a namespace of its own here. */
    static boolean canBeOwn() throws InterruptedException {
        return ends(inNamespace(List.of("true")));
    }

    /** Runs this program again in a namespace of its own; returns its exit code. */
    static int runInOwn(List<String> arguments) throws IOException, InterruptedException {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        java.add("-D" + OWN_NAMESPACE + "=true");
        java.addAll(List.of("-cp", System.getProperty("java.class.path"), ChaosMain.class.getName()));
        java.addAll(arguments);
        Process process = new ProcessBuilder(inNamespace(java)).inheritIO().start();
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        int exit = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(end);
        return exit;
    }

    private static List<String> inNamespace(List<String> command) {
        List<String> all = new ArrayList<>(
                List.of("unshare", "--net", "--map-root-user", "sh", "-c", PREPARE + " && exec \"$@\"", "sh"));
        all.addAll(command);
        return all;
    }

    /** Returns the address of a node, from which it also speaks to the others. */
    String host(int node) {
        return isOwn ? "127.0.0." + (FIRST_HOST + node) : "127.0.0.1";
    }

    /** Drops what goes from one node to another, from now on. */
    void cut(int from, int to) throws InterruptedException {
        change("add", from, to);
    }

    /** Lets pass again what goes from one node to another. */
    void heal(int from, int to) throws InterruptedException {
        change("del", from, to);
    }

    private void change(String action, int from, int to) throws InterruptedException {
        List<String> rule =
                List.of("ip", "rule", action, "pref", "10", "from", host(from), "to", host(to), "blackhole");
        if (!isOwn || !ends(rule)) {
            throw new IllegalStateException("The rule could not be made: " + String.join(" ", rule));
        }
    }

    private static boolean ends(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // The program is not there.
            return false;
        }
    }
}
