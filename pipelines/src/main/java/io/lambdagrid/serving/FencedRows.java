package io.lambdagrid.serving;

import io.lambdagrid.view.Horizons;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The rows of one generation as those who write them see them; views go by their index in the plan. A write and the
 * fence it moves happen together or not at all, see {@link FencedWrite}. Thread-safe.
 */
public interface FencedRows {
    /** Returns the parts of those rows among {@code keys} that exist. */
    Map<String, RowParts> read(int view, Set<String> keys);

    /** Returns the keys of one partition's rows that have a real-time part in this slot. */
    Set<String> keysWith(int view, RealtimeSlot slot, int partition);

    /** Returns the keys of one partition's rows that lie before a view's horizon. */
    Set<String> keysBefore(int view, Horizons horizons, int partition);

    /**
     * Puts rows of one partition and moves its fence, if the fence is where the writer believes it to be. The future
     * fails when the outcome is not known.
     *
     * @param expected the fence the write starts from
     * @param next the fence it leads to; the same as {@code expected} when the fence does not move
     */
    CompletableFuture<WriteOutcome> write(int partition, String expected, String next, List<RowChanges> changes);
}
