package io.lambdagrid.node.demo;

import io.lambdagrid.client.BatchRun;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.node.progress.ProgressBar;
import io.lambdagrid.node.progress.Screen;
import io.lambdagrid.stack.ServerKind;
import io.lambdagrid.stack.shop.OrderGenerator;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Runs the shop and one node, and shows what the views say until the thread is interrupted. For one thread. */
public final class LiveDemo {
    private static final String RECOMPUTE_INTERVAL = "30s";
    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(500);
    private static final int USUAL_PORT = 5701;
    private static final long RECORDS_PER_STEP = 10_000;

    private final Shop shop;
    private final Screen screen;

    /**
     * The shop.
     *
     * @param history how many orders there are before the first is shown live
     * @param port where the node listens; 0 takes a free one
     */
    public record Shop(long history, long eventsPerSecond, long seed, int products, int port) {}

    public LiveDemo(Shop shop, Screen screen) {
        this.shop = shop;
        this.screen = screen;
    }

    /** Runs until the thread is interrupted; nothing is left behind then. */
    public void run() throws IOException, InterruptedException {
        Tally tally = new Tally();
        try (DemoServers servers = startServers();
                OrderProducer producer = new OrderProducer(
                        servers.kafka(), DemoServers.ORDERS, new OrderGenerator(shop.seed(), shop.products()), tally)) {
            writeHistory(producer);
            NodeSettings settings = NodeSettings.lively(servers.configuration()).recomputingEvery(RECOMPUTE_INTERVAL);
            int port = shop.port() == 0 ? Ports.free(1).get(0) : shop.port();
            try (NodeInside node = new NodeInside(settings, port)) {
                node.start();
                try (LambdaGrid grid = LambdaGrid.connect(Ports.address(port))) {
                    buildFromHistory(grid, producer.ends());
                    stream(grid, producer, tally, farewell(node, port));
                }
            }
        }
    }

    private DemoServers startServers() throws IOException, InterruptedException {
        ProgressBar bar = new ProgressBar(screen, "servers");
        List<String> ready = new CopyOnWriteArrayList<>();
        int all = ServerKind.values().length;
        DemoServers servers = Meanwhile.run(
                () -> DemoServers.start((server, sinceStart) -> ready.add(server.title())),
                () -> bar.show(ready.size(), all, ready.isEmpty() ? "starting" : String.join(", ", ready)));
        bar.finish(String.join(", ", ready));
        return servers;
    }

    private void writeHistory(OrderProducer producer) {
        ProgressBar bar = new ProgressBar(screen, "orders");
        for (long sent = 0; sent < shop.history(); ) {
            long step = Math.min(RECORDS_PER_STEP, shop.history() - sent);
            producer.send(step);
            sent += step;
            bar.show(sent, shop.history(), count(sent) + " orders");
        }
        producer.flush();
        bar.finish(count(shop.history()) + " orders in Kafka");
    }

    /** Waits until history is in the master dataset, and has a batch view built of it. */
    private void buildFromHistory(LambdaGrid grid, Map<Integer, Long> ends) throws InterruptedException {
        Deadline deadline = Deadline.after(LONGEST_START);
        GridAnswers answers = new GridAnswers(grid);
        ProgressBar archive = new ProgressBar(screen, "archive");
        long all = sum(ends);
        deadline.await("the history to be archived", () -> {
            long archived = sum(answers.archivedEnds());
            archive.show(archived, all, count(archived) + " orders");
            return archived >= all ? Optional.of(archived) : Optional.empty();
        });
        archive.finish(count(all) + " orders archived");

        ProgressBar batch = new ProgressBar(screen, "batch view");
        deadline.await("the first generation", answers::servingGeneration);
        BatchRun run = grid.batch().recompute(DemoServers.ORDERS);
        while (!run.await(BETWEEN_READINGS)) {
            batch.showBusy("being built");
            deadline.check("the batch view of the history");
        }
        String outcome = run.outcome().orElse(BatchRun.DONE);
        if (!outcome.equals(BatchRun.DONE)) {
            throw new DemoException("The batch view could not be built: " + outcome);
        }
        batch.finish("revenue_by_product, generation "
                + run.generation().stream().mapToObj(Long::toString).collect(Collectors.joining()));
    }

    private void stream(LambdaGrid grid, OrderProducer producer, Tally tally, List<String> farewell)
            throws InterruptedException {
        screen.settle("  speed      running, " + count(shop.eventsPerSecond()) + " orders/s; a new generation every "
                + RECOMPUTE_INTERVAL);
        farewell.forEach(screen::tell);
        Clock clock = Clock.systemUTC();
        try (PacedProduction production = PacedProduction.steady(producer, shop.eventsPerSecond())) {
            production.start();
            while (production.goesOnFor(BETWEEN_READINGS)) {
                show(tally, grid, clock, farewell);
            }
        }
    }

    private static List<String> farewell(NodeInside node, int port) {
        List<String> lines = new ArrayList<>();
        lines.add("Query it in another terminal; stop with Ctrl+C, and nothing is left behind:");
        lines.add("  " + program() + " sql" + (port == USUAL_PORT ? "" : " --address " + Ports.address(port)));
        node.httpAddress().ifPresent(http -> lines.add("  curl " + http + "/v1/views/revenue_by_product/rows/p17"));
        return lines;
    }

    private void show(Tally tally, LambdaGrid grid, Clock clock, List<String> farewell) {
        try {
            LiveReading reading = LiveReading.of(tally, grid, clock);
            List<String> lines = new ArrayList<>(reading.lines(screen));
            lines.addAll(farewell);
            screen.show(lines, reading.summary());
        } catch (LambdaGridException e) {
            if (!Thread.currentThread().isInterrupted()) {
                screen.show(List.of("  " + e.getMessage()), String.valueOf(e.getMessage()));
            }
        }
    }

    /** Returns the command that has started this process. */
    private static String program() {
        String classPath = System.getProperty("java.class.path", "");
        boolean isOneJar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        return "java -jar " + (isOneJar ? classPath : "grid-node.jar");
    }

    private static long sum(Map<Integer, Long> ends) {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
