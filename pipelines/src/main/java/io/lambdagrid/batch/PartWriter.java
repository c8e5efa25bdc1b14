package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.RowChanges;
import io.lambdagrid.serving.RowParts;
import io.lambdagrid.serving.ViewRows;
import io.lambdagrid.serving.WriteOutcome;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Sets the batch parts of rows while a generation's maps are being filled. Only this attempt may write: its fence says
 * so. Confined to one thread; waits when too much is under way.
 */
final class PartWriter {
    private static final int ROWS_PER_WRITE = 500;
    private static final int MAX_UNDER_WAY = 16;

    private final Fences fences;
    private final String fence;
    private final List<ViewRows> views;
    private final Map<Integer, Gathered> gathered = new HashMap<>();
    private final Deque<CompletableFuture<WriteOutcome>> underWay = new ArrayDeque<>();

    /** Rows of one partition of the grid that wait to be written, by view. */
    private static final class Gathered {
        private final Map<Integer, RowChanges> byView = new TreeMap<>();
        private int rows;
    }

    PartWriter(HazelcastInstance member, Dataset dataset, long generation, long attempt, List<ViewFold> folds) {
        this.fences = new Fences(member, dataset.name(), generation);
        this.fence = Fences.building(attempt);
        this.views = folds.stream()
                .map(fold -> new ViewRows(member, fold, generation))
                .toList();
    }

    void add(int partition, int view, String key, byte[] batchPart) {
        Gathered rows = gathered.computeIfAbsent(partition, p -> new Gathered());
        rows.byView
                .computeIfAbsent(view, v -> new RowChanges(views.get(v)))
                .add(key, RowParts.NONE.withBatch(batchPart));
        rows.rows++;
        if (rows.rows >= ROWS_PER_WRITE) {
            gathered.remove(partition);
            write(partition, rows);
        }
    }

    private void write(int partition, Gathered rows) {
        if (underWay.size() >= MAX_UNDER_WAY) {
            require(underWay.remove());
        }
        underWay.add(fences.write(partition, fence, fence, List.copyOf(rows.byView.values())));
    }

    /** Returns when all rows are in the maps and on their backups. */
    void await() {
        gathered.forEach(this::write);
        gathered.clear();
        while (!underWay.isEmpty()) {
            require(underWay.remove());
        }
    }

    private void require(CompletableFuture<WriteOutcome> write) {
        WriteOutcome outcome = write.join();
        if (outcome != WriteOutcome.APPLIED) {
            throw new GridException(
                    GridError.CATALOG_CONFLICT,
                    "The batch job no longer owns the maps it fills (" + outcome
                            + "); another attempt has taken over.");
        }
    }
}
