package io.lambdagrid.speed;

import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.FencedRows;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.serving.RowChanges;
import io.lambdagrid.serving.RowParts;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Moves the seam of one partition's rows and lets those leave that lie before the next horizon: what the master dataset
 * says about the offsets between the seam and the next one is added to the batch part, and the real-time part in its
 * place is dropped. The merged value stays as it is.
 *
 * <p>The two have seen the same offsets independently, so on the way they are compared; if they differ, the batch
 * layer's word stands and the difference is noted. Rows that neither has touched stay untouched. Confined to one
 * thread.
 */
final class SeamFold {
    private final List<ViewFold> views;
    private final List<Parts> parts;
    private final FencedRows rows;
    private final IntFunction<@Nullable Delta> increments;
    private final Reconciliation reconciliation;

    /** @param increments what is added to each partition of the grid; {@code null} for nothing */
    SeamFold(
            List<ViewFold> views,
            FencedRows rows,
            IntFunction<@Nullable Delta> increments,
            Reconciliation reconciliation) {
        this.views = List.copyOf(views);
        this.parts = views.stream().map(Parts::new).toList();
        this.rows = rows;
        this.increments = increments;
        this.reconciliation = reconciliation;
    }

    /** Returns how the rows of one partition change. */
    List<RowChanges> changes(int partition, SeamMove move) {
        RealtimeSlot folded = RealtimeSlot.after(move.moves());
        List<Map<String, byte[]>> added = added(partition);
        List<RowChanges> changes = new ArrayList<>();
        for (int view = 0; view < views.size(); view++) {
            ViewFold fold = views.get(view);
            Set<String> touched = new TreeSet<>(added.get(view).keySet());
            touched.addAll(rows.keysWith(view, folded, partition));
            touched.removeIf(key -> fold.hasLeft(key, move.nextHorizons()));
            Set<String> leaving = leaving(view, partition, move);
            if (!touched.isEmpty() || !leaving.isEmpty()) {
                RowChanges ofView = changes(view, touched, added.get(view), folded);
                leaving.forEach(key -> ofView.rows().put(key, RowParts.NONE));
                changes.add(ofView);
            }
        }
        return changes;
    }

    private Set<String> leaving(int view, int partition, SeamMove move) {
        String name = views.get(view).view().name();
        return move.nextHorizons().of(name) == move.horizons().of(name)
                ? Set.of()
                : rows.keysBefore(view, move.nextHorizons(), partition);
    }

    private RowChanges changes(int view, Set<String> touched, Map<String, byte[]> added, RealtimeSlot folded) {
        Map<String, RowParts> changes = new LinkedHashMap<>();
        Map<String, RowParts> found = rows.read(view, touched);
        for (String key : touched) {
            RowParts before = found.getOrDefault(key, RowParts.NONE);
            byte[] increment = added.get(key);
            reconciliation.compare(views.get(view), key, before.realtime(folded), increment);
            changes.put(key, parts.get(view).moveSeam(before, folded, increment));
        }
        return new RowChanges(view, changes);
    }

    private List<Map<String, byte[]>> added(int partition) {
        List<Map<String, byte[]>> added = new ArrayList<>();
        views.forEach(view -> added.add(new HashMap<>()));
        Delta increment = increments.apply(partition);
        if (increment != null) {
            increment.parts().forEach(part -> added.get(part.view()).put(part.key(), part.bytes()));
        }
        return added;
    }
}
