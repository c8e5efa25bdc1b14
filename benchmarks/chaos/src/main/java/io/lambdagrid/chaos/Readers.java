package io.lambdagrid.chaos;

import io.lambdagrid.chaos.Answer.Source;
import io.lambdagrid.client.Freshness;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.client.View;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ask for rows again and again and keep every answer. One thread for each. */
final class Readers implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 2_000_000;
    private static final int ASKS_FOR_COVERAGE_ONCE_IN = 8;

    private final Journal journal;
    private final int partitions;
    private final List<Reader> readers = new ArrayList<>();
    private volatile boolean goOn = true;

    /** A row of the view that is read. */
    record Totals(long orders, BigDecimal revenue) {
        static final Totals NONE = new Totals(0, BigDecimal.ZERO);
    }

    Readers(Journal journal, int partitions) {
        this.journal = journal;
        this.partitions = partitions;
    }

    /** Starts readers by each means, each with a connection of its own. */
    void start(List<String> addresses, int ofEach, long seed) {
        for (int i = 0; i < ofEach; i++) {
            for (Source source : Source.values()) {
                LambdaGrid grid = LambdaGrid.builder()
                        .addresses(addresses.toArray(String[]::new))
                        .timeout(TIMEOUT)
                        .statementTimeout(Duration.ofSeconds(4))
                        .connect();
                readers.add(new Reader(source, grid, new Random(seed + readers.size())));
            }
        }
        readers.forEach(Reader::start);
    }

    private final class Reader extends Thread {
        private final Source source;
        private final LambdaGrid grid;
        private final Random random;
        private final List<Answer> answers = new ArrayList<>();
        private final Map<String, Long> refusals = new TreeMap<>();
        private long longestStall;
        private long lastAnswer = System.nanoTime();

        Reader(Source source, LambdaGrid grid, Random random) {
            super("chaos-reader-" + source);
            this.source = source;
            this.grid = grid;
            this.random = random;
        }

        @Override
        public void run() {
            View<Totals> view = grid.view(ChaosConfiguration.VIEW, Totals.class);
            while (goOn) {
                ask(view);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }

        private void ask(View<Totals> view) {
            int product = (int) (journal.products() * Math.pow(random.nextDouble(), 3));
            try {
                long atLeast = random.nextInt(ASKS_FOR_COVERAGE_ONCE_IN) == 0 ? included(view, product) : 0;
                long askedAt = System.nanoTime();
                Totals row = source == Source.GET ? byKey(view, product) : bySql(product);
                long answeredAt = System.nanoTime();
                long revenue = row.revenue().longValueExact();
                answers.add(new Answer(source, product, row.orders(), revenue, atLeast, askedAt, answeredAt));
                longestStall = Math.max(longestStall, answeredAt - lastAnswer);
                lastAnswer = answeredAt;
            } catch (LambdaGridException e) {
                refusals.merge(e.error().code(), 1L, Long::sum);
            }
        }

        private long included(View<Totals> view, int product) {
            Freshness freshness = view.freshness();
            int partition = Orders.partitionOf(product, partitions);
            return journal.before(product, freshness.appliedCoverage().getOrDefault(partition, 0L));
        }

        private Totals byKey(View<Totals> view, int product) {
            return view.get("p" + product).orElse(Totals.NONE);
        }

        private Totals bySql(int product) {
            try (SqlResult result = grid.sql(
                    "SELECT orders, revenue FROM " + ChaosConfiguration.VIEW + " WHERE __key = ?", "p" + product)) {
                Iterator<Row> rows = result.iterator();
                if (!rows.hasNext()) {
                    return Totals.NONE;
                }
                Row row = rows.next();
                return new Totals(row.longValue("orders"), row.decimal("revenue"));
            }
        }
    }

    /** Stops all; returns when each has had its last answer. */
    void stop() throws InterruptedException {
        goOn = false;
        for (Reader reader : readers) {
            reader.join();
        }
    }

    List<Answer> answers() {
        List<Answer> all = new ArrayList<>();
        readers.forEach(reader -> all.addAll(reader.answers));
        return all;
    }

    /** Returns how often nobody was answered, by the code of the error. */
    Map<String, Long> refusals() {
        Map<String, Long> all = new TreeMap<>();
        readers.forEach(reader -> reader.refusals.forEach((code, count) -> all.merge(code, count, Long::sum)));
        return all;
    }

    /** Returns the longest time in milliseconds that one reader went without an answer, by the way it asks. */
    Map<String, Long> longestStalls() {
        Map<String, Long> longest = new TreeMap<>();
        readers.forEach(reader ->
                longest.merge(reader.source.name(), TimeUnit.NANOSECONDS.toMillis(reader.longestStall), Math::max));
        return longest;
    }

    @Override
    public void close() {
        goOn = false;
        readers.forEach(reader -> reader.grid.close());
    }
}
