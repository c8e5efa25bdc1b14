package io.lambdagrid.chaos;

import io.lambdagrid.client.Freshness;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.client.View;
import io.lambdagrid.client.ViewState;
import io.lambdagrid.stack.LocalStack;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One run: nodes are started over a history, orders keep coming, readers keep asking, faults happen; then everything is
 * healed, and every answer that was given and every row that is left is compared with the journal.
 */
final class ChaosRun {
    private static final int PARTITIONS = 4;
    private static final int PRODUCTS = 300;
    private static final int HISTORY = 20_000;
    private static final int READERS_OF_EACH = 2;
    private static final int FINDINGS_TOLD = 20;
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(3);

    private final Plan plan;
    private final LocalStack stack;
    private final Network network = new Network();
    private final Consumer<String> log;
    private final List<String> findings = new ArrayList<>();

    /**
     * What a run is to be.
     *
     * @param jar the node's
     * @param folder for configuration and logs
     * @param length how long faults happen
     * @param faults which may happen
     * @param switches how many generations are switched to one after the other; when not 0, no fault happens
     */
    record Plan(
            long seed,
            Path jar,
            Path folder,
            int nodes,
            Duration length,
            int ordersPerSecond,
            Set<Fault> faults,
            int switches) {}

    ChaosRun(Plan plan, LocalStack stack, Consumer<String> log) {
        this.plan = plan;
        this.stack = stack;
        this.log = log;
    }

    /** Runs; returns what it has shown. */
    ChaosReport run() throws IOException, InterruptedException, ExecutionException {
        String name = "chaos_" + plan.seed() + "_" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        ChaosConfiguration configuration = ChaosConfiguration.hurried(name);
        Files.createDirectories(plan.folder());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        Journal journal = new Journal(PRODUCTS);
        try (Orders orders = new Orders(stack.kafkaBootstrapServers(), name, PARTITIONS, journal, plan.seed());
                Nodes nodes = new Nodes(plan.nodes(), plan.jar(), plan.folder(), stack, configuration, network);
                FileSystemFaults files = new FileSystemFaults(stack, name)) {
            orders.send(HISTORY);
            nodes.startAll();
            try (LambdaGrid grid = connect(nodes)) {
                return run(grid, nodes, files, orders, journal);
            }
        }
    }

    private static LambdaGrid connect(Nodes nodes) {
        return LambdaGrid.builder()
                .addresses(nodes.addresses().toArray(String[]::new))
                .timeout(LONGEST_START)
                .connect();
    }

    private ChaosReport run(LambdaGrid grid, Nodes nodes, FileSystemFaults files, Orders orders, Journal journal)
            throws InterruptedException {
        require(until(LONGEST_START, () -> isServed(grid)), "nothing was served within " + LONGEST_START);
        Schedule schedule = schedule();
        try (Readers readers = new Readers(journal, PARTITIONS);
                AgeWatch age = new AgeWatch(grid);
                Injection injection = new Injection(nodes, stack, files, grid, log)) {
            readers.start(nodes.addresses(), READERS_OF_EACH, plan.seed());
            age.start();
            orders.start(plan.ordersPerSecond());
            if (plan.switches() > 0) {
                new Switches(grid, findings, log).make(plan.switches());
            } else {
                injection.start(schedule);
                TimeUnit.MILLISECONDS.sleep(plan.length().toMillis());
                injection.await();
            }
            orders.finish();
            long healed = System.nanoTime();
            boolean recovered = until(LONGEST_RECOVERY, () -> hasEverything(grid, journal));
            long recovery = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - healed);
            readers.stop();
            require(recovered, "not every row was there " + LONGEST_RECOVERY + " after all was healed");
            checkWhatIsLeft(grid, orders);
            return report(schedule, readers, age, orders, journal, recovery, generations(grid));
        }
    }

    private Schedule schedule() {
        return plan.switches() > 0
                ? new Schedule(List.of())
                : Schedule.draw(plan.seed(), plan.length(), plan.nodes(), faults());
    }

    private Set<Fault> faults() {
        return plan.faults().stream()
                .filter(fault -> network.isOwn() || !fault.cutsLinks())
                .collect(Collectors.toUnmodifiableSet());
    }

    private ChaosReport report(
            Schedule schedule,
            Readers readers,
            AgeWatch age,
            Orders orders,
            Journal journal,
            long recovery,
            long generations) {
        List<Answer> answers = readers.answers();
        List<Oracle.Finding> wrong = new Oracle(journal).check(answers);
        Map<String, Long> counts = new TreeMap<>();
        wrong.forEach(finding -> counts.merge(finding.fault().name(), 1L, Long::sum));
        wrong.stream().limit(FINDINGS_TOLD).forEach(finding -> findings.add(finding.toString()));
        return new ChaosReport(
                plan.seed(),
                schedule.events().stream().map(Schedule.Event::toString).toList(),
                orders.sent(),
                orders.unreadable(),
                answers.size(),
                counts,
                readers.refusals(),
                readers.longestStalls(),
                age.longestBehindMillis(),
                recovery,
                generations,
                List.copyOf(findings));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            findings.add(otherwise);
        }
    }

    private static boolean isServed(LambdaGrid grid) {
        return answers(() -> grid.view(ChaosConfiguration.VIEW).freshness().status() == ViewState.SERVING);
    }

    private static boolean hasEverything(LambdaGrid grid, Journal journal) {
        return answers(() -> {
            View<Readers.Totals> view = grid.view(ChaosConfiguration.VIEW, Readers.Totals.class);
            Freshness freshness = view.freshness();
            if (freshness.status() != ViewState.SERVING || freshness.lagRecords() > 0) {
                return false;
            }
            for (int product = 0; product < journal.products(); product++) {
                Readers.Totals row = view.get("p" + product).orElse(Readers.Totals.NONE);
                long records = journal.records(product);
                BigDecimal revenue = BigDecimal.valueOf(journal.revenue(product, records));
                if (row.orders() != records || row.revenue().compareTo(revenue) != 0) {
                    return false;
                }
            }
            return true;
        });
    }

    private void checkWhatIsLeft(LambdaGrid grid, Orders orders) {
        long differences = count(grid, "SELECT COUNT(*) AS n FROM lambda_differences");
        require(differences == 0, "the layers differed in " + differences + " rows, see lambda_differences");
        long rejected = count(grid, "SELECT COUNT(*) AS n FROM lambda_rejected");
        require(
                rejected == orders.unreadable(),
                rejected + " rejected records are told of, but " + orders.unreadable() + " were unreadable");
    }

    private static long generations(LambdaGrid grid) {
        return count(grid, "SELECT MAX(generation) AS n FROM lambda_generations");
    }

    private static long count(LambdaGrid grid, String sql) {
        try (SqlResult result = grid.sql(sql)) {
            return Objects.requireNonNull(result.iterator().next()).longValue("n");
        }
    }

    private static boolean answers(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (LambdaGridException e) {
            return false;
        }
    }

    private static boolean until(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return true;
    }
}
