package io.lambdagrid.node.demo;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends records at a pace, on a thread of its own, until it is stopped or has none left. */
final class PacedProduction implements AutoCloseable {
    static final int TICKS_PER_SECOND = 20;

    /** Each tick sends one of so many parts of what is left, which halves it in about a hundred seconds. */
    private static final int PARTS = 3_000;

    private final OrderProducer producer;
    private final Pace pace;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread named = new Thread(task, "demo-orders");
        named.setDaemon(true);
        return named;
    });
    private @Nullable Future<?> ticking;
    private volatile long left;
    private long tick;

    /** How many records one tick sends. */
    @FunctionalInterface
    interface Pace {
        long due(long tick, long left);
    }

    private PacedProduction(OrderProducer producer, Pace pace, long budget) {
        this.producer = producer;
        this.pace = pace;
        this.left = budget;
    }

    /** Begins to send. */
    void start() {
        ticking = thread.scheduleAtFixedRate(this::tick, 0, 1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    /** Sends so many records a second, without end. */
    static PacedProduction steady(OrderProducer producer, long recordsPerSecond) {
        Pace pace = (tick, left) ->
                (tick + 1) * recordsPerSecond / TICKS_PER_SECOND - tick * recordsPerSecond / TICKS_PER_SECOND;
        return new PacedProduction(producer, pace, Long.MAX_VALUE);
    }

    /** Sends ever fewer records, so that a budget lasts for a long time and most of it goes at a good rate. */
    static PacedProduction fading(OrderProducer producer, long budget) {
        return new PacedProduction(producer, (tick, left) -> Math.max(1, left / PARTS), budget);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by the producing thread alone; others only read.
    private void tick() {
        long due = Math.min(left, pace.due(tick, left));
        producer.send(due);
        left -= due;
        tick++;
    }

    /**
     * Returns how many records of the budget are left.
     *
     * @throws DemoException when sending has failed
     */
    long left() throws InterruptedException {
        Future<?> ended = ticking;
        if (ended != null && ended.isDone() && !ended.isCancelled()) {
            throwFailure(ended);
        }
        return left;
    }

    private static void throwFailure(Future<?> ended) throws InterruptedException {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static DemoException failure(ExecutionException e) {
        return e.getCause() instanceof DemoException failure
                ? failure
                : new DemoException("Producing orders failed: " + e.getCause(), e);
    }

    /**
     * Waits for so long; returns whether it still sends.
     *
     * @throws DemoException when sending has failed
     */
    boolean goesOnFor(Duration time) throws InterruptedException {
        Future<?> ended = Objects.requireNonNull(ticking, "start() comes first");
        try {
            ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return true;
        } catch (ExecutionException e) {
            throw failure(e);
        }
        return false;
    }

    /** Returns when the thread sends no more. */
    void stop() {
        thread.shutdown();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
