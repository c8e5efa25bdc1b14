package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.serving.FencedRows;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.GridFences;
import io.lambdagrid.serving.GridRows;
import io.lambdagrid.serving.RowChanges;
import io.lambdagrid.serving.RowParts;
import io.lambdagrid.serving.ViewRows;
import io.lambdagrid.serving.WriteOutcome;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

    private final FencedRows rows;
    private final String fence;
    private final Map<Integer, Gathered> gathered = new HashMap<>();
    private final Deque<CompletableFuture<WriteOutcome>> underWay = new ArrayDeque<>();

    /** Rows of one partition of the grid that wait to be written, by view. */
    private static final class Gathered {
        private final Map<Integer, Map<String, RowParts>> byView = new TreeMap<>();
        private int rows;
    }

    PartWriter(FencedRows rows, long attempt) {
        this.rows = rows;
        this.fence = Fences.building(attempt);
    }

    /** Returns one that fills the maps of the grid. */
    static PartWriter of(HazelcastInstance member, BatchPlan plan) {
        List<ViewRows> views = plan.views().stream()
                .map(view -> new ViewRows(member, new ViewFold(view), plan.base()))
                .toList();
        GridFences fences = new GridFences(member, plan.dataset().name(), plan.base());
        return new PartWriter(new GridRows(fences, views), plan.attempt());
    }

    void add(int partition, int view, String key, byte[] batchPart) {
        Gathered waiting = gathered.computeIfAbsent(partition, p -> new Gathered());
        waiting.byView.computeIfAbsent(view, v -> new HashMap<>()).put(key, RowParts.NONE.withBatch(batchPart));
        waiting.rows++;
        if (waiting.rows >= ROWS_PER_WRITE) {
            gathered.remove(partition);
            write(partition, waiting);
        }
    }

    private void write(int partition, Gathered waiting) {
        if (underWay.size() >= MAX_UNDER_WAY) {
            require(underWay.remove());
        }
        List<RowChanges> changes = new ArrayList<>();
        waiting.byView.forEach((view, changed) -> changes.add(new RowChanges(view, changed)));
        underWay.add(rows.write(partition, fence, fence, changes));
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
