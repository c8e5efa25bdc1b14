package io.lambdagrid.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks whether rows are others than those the listener was told of. The grid is asked for them when its progress has
 * changed, and now and then without: rows also leave when their time has come. Confined to one thread.
 */
final class WatchedRows<R> implements Runnable {
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<String> progress;
    private final Supplier<Map<String, R>> rows;
    private final RowListener<R> listener;
    private final LongSupplier nanoClock;
    private Map<String, R> told = Map.of();
    private String seenProgress = "";
    private long readAt;
    private boolean isUnavailable;

    /**
     * Takes what it needs.
     *
     * @param progress returns another text whenever rows may be others
     * @param rows returns all that are watched, by their keys
     */
    WatchedRows(
            Supplier<String> progress, Supplier<Map<String, R>> rows, RowListener<R> listener, LongSupplier nanoClock) {
        this.progress = progress;
        this.rows = rows;
        this.listener = listener;
        this.nanoClock = nanoClock;
    }

    @Override
    public void run() {
        try {
            look();
        } catch (LambdaGridException e) {
            seenProgress = "";
            if (!isUnavailable) {
                isUnavailable = true;
                guarded(() -> listener.unavailable(e));
            }
        }
    }

    private void look() {
        // Before the rows: what they include beyond it is read again.
        String now = progress.get();
        if (!now.equals(seenProgress) || nanoClock.getAsLong() - readAt > LONGEST_REST_NANOS) {
            Map<String, R> found = rows.get();
            seenProgress = now;
            readAt = nanoClock.getAsLong();
            isUnavailable = false;
            tell(found);
        }
    }

    private void tell(Map<String, R> found) {
        Map<String, R> before = told;
        told = new LinkedHashMap<>(found);
        found.forEach((key, row) -> {
            R former = before.get(key);
            if (!row.equals(former)) {
                guarded(() -> listener.changed(Optional.ofNullable(former), Optional.of(row)));
            }
        });
        before.forEach((key, former) -> {
            if (!found.containsKey(key)) {
                guarded(() -> listener.changed(Optional.of(former), Optional.empty()));
            }
        });
    }

    /** What a listener throws is its own affair, and ends neither this subscription nor others. */
    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }
}
