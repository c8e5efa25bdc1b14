package io.lambdagrid.node.demo;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does something on a thread of its own, so that the calling thread can show that it goes on. */
final class Meanwhile {
    private static final long BETWEEN_LOOKS_MILLIS = 250;

    private Meanwhile() {}

    /**
     * Returns what the work returns. When the caller is interrupted, so is the work; it has ended when this method has.
     *
     * @param show called again and again while the work goes on
     */
    static <T> T run(Callable<T> work, Runnable show) throws IOException, InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<T> result = thread.submit(work);
            while (true) {
                show.run();
                try {
                    return result.get(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // Not yet: shown again.
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            thread.shutdownNow();
            thread.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static RuntimeException rethrown(ExecutionException e) throws IOException, InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof InterruptedException interruption) {
            throw interruption;
        }
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        return new DemoException("Something unexpected happened: " + cause, e);
    }
}
