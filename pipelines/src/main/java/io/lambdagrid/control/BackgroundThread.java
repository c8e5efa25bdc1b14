package io.lambdagrid.control;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One daemon thread. */
final class BackgroundThread implements Background {
    private final ExecutorService thread;

    BackgroundThread(String name) {
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread started = new Thread(task, name);
            started.setDaemon(true);
            return started;
        });
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
