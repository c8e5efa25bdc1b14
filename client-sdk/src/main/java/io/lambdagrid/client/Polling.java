package io.lambdagrid.client;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread on which subscriptions look for changes; there is none before the first. Thread-safe. */
final class Polling implements AutoCloseable {
    private static final long PERIOD_MILLIS = 20;

    private final ScheduledExecutorService thread;

    Polling() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread started = new Thread(task, "lambda-subscriptions");
            started.setDaemon(true);
            return started;
        });
        executor.setRemoveOnCancelPolicy(true);
        this.thread = executor;
    }

    /** Has a task done again and again; it must not throw. */
    Subscription repeat(Runnable task) {
        ScheduledFuture<?> repeated = thread.scheduleWithFixedDelay(task, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return () -> repeated.cancel(false);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
