package io.lambdagrid.node.demo;

import io.lambdagrid.client.BatchRun;
import io.lambdagrid.client.BatchRuns;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.View;
import io.lambdagrid.stack.shop.OrderGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Produces orders, switches generations while they flow, and compares every row of every view with DuckDB's answer over
 * the same bytes. For one thread.
 */
public final class Verification {
    /** No generation is replaced any more when the views are read, so a statement may outlast the grace period. */
    private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(5);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

    private final VerificationPlan plan;
    private final PrintWriter log;
    private final long startNanos = System.nanoTime();
    private final Deadline deadline;

    /** Prepares a run that tells on {@code log} how it proceeds. */
    public Verification(VerificationPlan plan, PrintWriter log) {
        this.plan = plan;
        this.log = log;
        this.deadline = Deadline.after(plan.limit());
    }

    /**
     * Runs it; nothing is left behind.
     *
     * @throws DemoException when it takes too long
     */
    public VerificationResult run() throws IOException, SQLException, InterruptedException {
        say("Seed " + plan.seed() + ", " + plan.events() + " events, nodes: " + plan.nodes());
        try (DemoServers servers = DemoServers.start((server, sinceStart) -> say(server.title() + " is ready"));
                Journal journal = Journal.create(servers.folder().resolve("accepted.ndjson"));
                OrderProducer producer = new OrderProducer(
                        servers.kafka(),
                        DemoServers.ORDERS,
                        new OrderGenerator(plan.seed(), plan.products()),
                        journal);
                DemoNodes nodes = nodes(servers)) {
            long history = plan.events() / 2;
            producer.send(history);
            producer.flush();
            say(history + " events are in the log; starting nodes at " + nodes.addresses());
            try {
                nodes.start();
                return runAgainst(nodes, producer, journal);
            } catch (DemoException e) {
                if (nodes instanceof NodeProcesses processes) {
                    processes.printLogs(log);
                }
                throw e;
            }
        }
    }

    private DemoNodes nodes(DemoServers servers) throws IOException {
        NodeSettings settings = NodeSettings.lively(servers.configuration()).recomputingEvery("off");
        List<Integer> ports = Ports.free(plan.nodes());
        return plan.nodes() == 1
                ? new NodeInside(settings, ports.get(0))
                : new NodeProcesses(settings, ports, servers.folder());
    }

    private VerificationResult runAgainst(DemoNodes nodes, OrderProducer producer, Journal journal)
            throws IOException, SQLException, InterruptedException {
        try (LambdaGrid grid = connect(nodes.addresses())) {
            GridAnswers answers = new GridAnswers(grid);
            int switches = switchWhileEventsFlow(nodes, grid, producer);
            deadline.await(
                    "the views to include all events (the log ends at " + producer.ends() + ")",
                    () -> Optional.of(producer.ends()).filter(ends -> includes(grid, ends)));
            say("All events are in the views; comparing");
            journal.close();
            RowComparison comparison = new RowComparison();
            long rejected = compare(answers, journal, comparison);
            comparison.firstDifferences().forEach(this::say);
            return new VerificationResult(
                    plan.events(),
                    rejected,
                    switches,
                    comparison.rowsCompared(),
                    comparison.rowsDifferent(),
                    secondsSinceStart());
        }
    }

    private static boolean includes(LambdaGrid grid, Map<Integer, Long> ends) {
        View<Row> view = grid.view("revenue_by_product");
        return ends.entrySet().stream()
                .allMatch(end -> view.awaitIncludes(end.getKey(), end.getValue() - 1, LONGEST_WAIT));
    }

    private LambdaGrid connect(List<String> addresses) throws InterruptedException {
        return deadline.await(
                "a node to answer at " + addresses,
                () -> Optional.of(LambdaGrid.builder()
                        .addresses(addresses.toArray(String[]::new))
                        .timeout(LONGEST_CALL)
                        .statementTimeout(LONGEST_STATEMENT)
                        .connect()));
    }

    private int switchWhileEventsFlow(DemoNodes nodes, LambdaGrid grid, OrderProducer producer)
            throws InterruptedException {
        GridAnswers answers = new GridAnswers(grid);
        long budget = plan.events() - plan.events() / 2;
        try (PacedProduction production = PacedProduction.fading(producer, budget)) {
            production.start();
            say("Generation " + deadline.await("the first generation", answers::servingGeneration) + " is served");
            for (int done = 0; done < VerificationPlan.SWITCHES; done++) {
                BatchRuns batch = grid.batch();
                whileEventsFlow(production, "continues it with its seam moved up", () -> batch.run(DemoServers.ORDERS));
                whileEventsFlow(production, "is served", () -> batch.recompute(DemoServers.ORDERS));
                if (done == 0) {
                    loseNode(nodes);
                }
            }
            production.stop();
            producer.send(production.left());
            producer.flush();
        }
        return 2 * VerificationPlan.SWITCHES;
    }

    private void whileEventsFlow(PacedProduction production, String what, Supplier<BatchRun> request)
            throws InterruptedException {
        long before = production.left();
        long generation = build(request);
        long left = production.left();
        if (left == 0 || left == before) {
            throw new DemoException("The events ran out before " + 2 * VerificationPlan.SWITCHES
                    + " generations were served. Expected more of them: run it with a larger --events.");
        }
        say("Generation " + generation + " " + what + "; " + (before - left) + " events arrived meanwhile");
    }

    private long build(Supplier<BatchRun> request) throws InterruptedException {
        BatchRun run = deadline.await("a run to be taken", () -> Optional.of(request.get()));
        String outcome = deadline.await("the run '" + run.id() + "'", run::outcome);
        if (!outcome.equals(BatchRun.DONE)) {
            throw new DemoException("A generation could not be built: " + outcome);
        }
        return deadline.await(
                "the number of a generation",
                () -> run.generation().stream().boxed().findFirst());
    }

    private void loseNode(DemoNodes nodes) throws InterruptedException {
        if (plan.loss() == VerificationPlan.Loss.OLDEST_NODE && nodes instanceof NodeProcesses all) {
            say("Killed the node at " + all.killFirst());
        }
    }

    /** Returns how many unreadable records the grid has kept. */
    private long compare(GridAnswers grid, Journal journal, RowComparison comparison) throws SQLException {
        try (DuckDbAnswers duckDb = DuckDbAnswers.over(journal.file())) {
            if (duckDb.records() + journal.unreadable().size() != plan.events()) {
                throw new DemoException("The journal has " + duckDb.records() + " readable records and "
                        + journal.unreadable().size() + " others, which does not make " + plan.events() + ".");
            }
            comparison.compare("revenue_by_product", duckDb.revenueByProduct(), grid.view("revenue_by_product", 1));
            comparison.compare(
                    "revenue_by_product_and_hour",
                    duckDb.revenueByProductAndHour(),
                    grid.view("revenue_by_product_and_hour", 2));
            ViewRows estimates = grid.view("unique_customers_by_country", 1);
            comparison.compare("unique_customers_by_country", duckDb.uniqueCustomersByCountry(), estimates);
            new EstimateCheck(duckDb.exactCustomersByCountry()).check(estimates, comparison);
        }
        ViewRows rejected = grid.rejected();
        comparison.compare("lambda_rejected", unreadable(journal), rejected);
        return rejected.rows().size();
    }

    private static ViewRows unreadable(Journal journal) {
        ViewRows rows = new ViewRows(2);
        journal.unreadable().forEach(place -> rows.add(List.of(place.partition(), place.offset())));
        return rows;
    }

    private long secondsSinceStart() {
        return Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
    }

    private void say(String sentence) {
        log.printf("%4d s  %s%n", secondsSinceStart(), sentence);
        log.flush();
    }
}
