package io.lambdagrid.control;

import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes rows out of Cassandra that nobody reads any more, beside the control loop, because it takes as long as reading
 * all keys. What fails is noted, and done with the next.
 *
 * <p>Rows that an incremental generation has superseded go when there may be as many of them as there are rows, so that
 * the cost of each stays the same however long history is. Call from the dataset's control thread.
 */
final class Housekeeping {
    private static final long REST_FACTOR = 20;

    private final Catalog catalog;
    private final Troubles troubles;
    private final Background background;
    private final Map<Long, CompletableFuture<Void>> removals = new HashMap<>();
    private final Map<String, Long> clearedTo = new ConcurrentHashMap<>();
    private final AtomicBoolean clearing = new AtomicBoolean();
    private volatile long mayClearAtNanos = System.nanoTime();
    private long storedSince;

    Housekeeping(DatasetScope scope, Troubles troubles) {
        this.catalog = scope.ports().catalog();
        this.background = scope.ports().background();
        this.troubles = troubles;
    }

    /** Notes that an incremental generation which is served now has stored rows, some of them over older ones. */
    void rowsStored(long stored) {
        storedSince += stored;
    }

    /**
     * Takes superseded rows away if it is time.
     *
     * @param generation that is served; no other may need rows before it
     * @param rowCounts how many rows its views have
     */
    void removeSuperseded(Generation generation, Map<String, Long> rowCounts) {
        long rows = rowCounts.values().stream().mapToLong(Long::longValue).sum();
        if (storedSince >= rows) {
            storedSince = 0;
            later(() -> catalog.rows().deleteSuperseded(generation.dataset(), generation.id()));
        }
    }

    /**
     * Takes rows away that have left the views. That reads all keys of a view, so it rests in between for many times as
     * long as it took.
     *
     * @param generation that is served; no other may need its rows
     */
    void removeLeft(Generation generation, List<ViewDefinition> views) {
        List<ViewDefinition> due = views.stream()
                .filter(view ->
                        generation.horizons().of(view.name()) > clearedTo.getOrDefault(view.sql(), Horizons.KEEPS_ALL))
                .toList();
        if (due.isEmpty() || System.nanoTime() - mayClearAtNanos < 0 || !clearing.compareAndSet(false, true)) {
            return;
        }
        later(() -> {
            long startedNanos = System.nanoTime();
            try {
                for (ViewDefinition view : due) {
                    catalog.rows().deleteLeft(view, generation.horizons(), generation.id());
                    clearedTo.put(view.sql(), generation.horizons().of(view.name()));
                }
            } finally {
                long endedNanos = System.nanoTime();
                mayClearAtNanos = endedNanos + REST_FACTOR * (endedNanos - startedNanos);
                clearing.set(false);
            }
        });
    }

    /** Notes that no row of a dataset before a generation is needed any more. */
    void servedOnlySince(String dataset, long generation) {
        later(() -> catalog.rows().deleteBefore(dataset, generation));
    }

    /**
     * Returns whether the rows are gone of a generation, and of those that it continued, from {@code first} on; asked
     * first, it begins to remove them.
     */
    boolean areRemoved(Generation generation, long first) {
        CompletableFuture<Void> removal = removals.computeIfAbsent(
                generation.id(),
                id -> CompletableFuture.runAsync(
                        () -> catalog.rows().deleteBetween(generation.dataset(), first, generation.id()), background));
        if (!removal.isDone()) {
            return false;
        }
        removals.remove(generation.id());
        try {
            removal.join();
            return true;
        } catch (CompletionException e) {
            throw e.getCause() instanceof GridException failure ? failure : e;
        }
    }

    private void later(Runnable deletion) {
        try {
            background.execute(() -> troubles.watch("housekeeping", deletion));
        } catch (RejectedExecutionException e) {
            // The member is shutting down.
        }
    }
}
