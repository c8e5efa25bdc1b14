package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.node.demo.DemoException;
import io.lambdagrid.node.demo.LiveDemo;
import io.lambdagrid.node.demo.Verification;
import io.lambdagrid.node.demo.VerificationPlan;
import io.lambdagrid.node.demo.VerificationResult;
import io.lambdagrid.node.progress.Screen;
import io.lambdagrid.stack.StackException;
import io.lambdagrid.view.GridException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs an orders shop on real servers: to be watched, or to be verified. */
@Command(
        name = "demo",
        description = {
            "Run an orders shop: Kafka, HDFS, Cassandra and a node on this machine, and orders that keep coming.",
            "Shows what the merged view, its batch part and its real-time part say. Ends with Ctrl+C; nothing is left"
                    + " behind.",
            "With --verify: produces so many events, switches generations while they flow, and compares every row of"
                    + " every view with DuckDB's answer. Exit code 0 when all are equal. The last line on standard"
                    + " output is one JSON object."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--events-per-second",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Orders a second while it is watched; ${DEFAULT-VALUE} unless given.")
    private long eventsPerSecond;

    @Option(
            names = "--history",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Orders that were there before; ${DEFAULT-VALUE} unless given.")
    private long history;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "5701",
            description =
                    "Where the node listens while it is watched; 0 takes a free port. ${DEFAULT-VALUE} unless given.")
    private int port;

    @Option(names = "--verify", description = "Compare every row instead of showing some.")
    private boolean verifies;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Events to verify; ${DEFAULT-VALUE} unless given.")
    private long events;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Nodes to verify; several run in processes of their own. ${DEFAULT-VALUE} unless given.")
    private int nodes;

    @Option(names = "--kill", description = "Kill one of several nodes in mid-stream while verifying.")
    private boolean kills;

    @Option(
            names = "--products",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Products of the shop; ${DEFAULT-VALUE} unless given.")
    private int products;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Makes the same orders again; ${DEFAULT-VALUE} unless given.")
    private long seed;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check();
        try (OrderlyEnd end = OrderlyEnd.ofThisProcess()) {
            return runUntil(end);
        } catch (DemoException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private int runUntil(OrderlyEnd end) throws Exception {
        try {
            return verifies ? verify() : watch();
        } catch (InterruptedException | DemoException | StackException | GridException | LambdaGridException e) {
            if (!end.isAsked()) {
                throw e;
            }
            // What was started is stopped already.
            PrintWriter out = Output.of(spec);
            out.println();
            out.println("Stopped; nothing is left behind.");
            out.flush();
            return 1;
        }
    }

    private void check() {
        require(eventsPerSecond >= 1, "--events-per-second", eventsPerSecond, "1 or more");
        require(history >= 1, "--history", history, "1 or more");
        require(port >= 0 && port <= 65_535, "--port", port, "a port, or 0 for a free one");
        require(products >= 1, "--products", products, "1 or more");
        require(nodes >= 1, "--nodes", nodes, "1 or more");
        require(!kills || nodes > 1, "--nodes", nodes, "2 or more with --kill");
        require(
                events >= VerificationPlan.LEAST_EVENTS,
                "--events",
                events,
                VerificationPlan.LEAST_EVENTS + " or more, so that they last for all switches");
    }

    private void require(boolean right, String option, long value, String expected) {
        if (!right) {
            throw new ParameterException(
                    specification().commandLine(),
                    "'" + option + "' must be " + expected + ", but is '" + value + "'.");
        }
    }

    private int watch() throws Exception {
        LogVolume.silenceUnlessRaised();
        PrintWriter out = Output.of(spec);
        out.println("lambda-grid " + ProductVersion.version() + ": Kafka, HDFS, Cassandra and a node on this machine");
        LiveDemo.Shop shop = new LiveDemo.Shop(history, eventsPerSecond, seed, products, port);
        new LiveDemo(shop, new Screen(out, Screen.Kind.ofThisProcess())).run();
        return 0;
    }

    private int verify() throws Exception {
        VerificationPlan.Loss loss = kills ? VerificationPlan.Loss.OLDEST_NODE : VerificationPlan.Loss.NONE;
        VerificationPlan plan = new VerificationPlan(events, seed, products, nodes, loss);
        VerificationResult result =
                new Verification(plan, specification().commandLine().getErr()).run();
        PrintWriter out = Output.of(spec);
        out.println(result.json());
        out.flush();
        return result.isEqual() ? 0 : 1;
    }

    private CommandSpec specification() {
        return Objects.requireNonNull(spec, "picocli injects the specification before it calls a command");
    }
}
