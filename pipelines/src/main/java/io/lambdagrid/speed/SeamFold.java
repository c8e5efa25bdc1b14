package io.lambdagrid.speed;

import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Increments;
import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.serving.RowChanges;
import io.lambdagrid.serving.RowParts;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.serving.ViewRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
    private final List<ViewRows> views;
    private final Increments increments;
    private final Reconciliation reconciliation;

    SeamFold(List<ViewRows> views, Increments increments, Reconciliation reconciliation) {
        this.views = List.copyOf(views);
        this.increments = increments;
        this.reconciliation = reconciliation;
    }

    /**
     * Returns how the rows of one partition change.
     *
     * @param partitionKey a key that lives in the partition
     */
    List<RowChanges> changes(int partition, Integer partitionKey, SeamMove move) {
        RealtimeSlot folded = RealtimeSlot.after(move.moves());
        List<Map<String, byte[]>> added = added(partition);
        List<RowChanges> changes = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            ViewRows view = views.get(i);
            Set<String> touched = new TreeSet<>(added.get(i).keySet());
            touched.addAll(view.keysWith(folded, partitionKey));
            touched.removeIf(key -> view.fold().hasLeft(key, move.nextHorizons()));
            Set<String> leaving = leaving(view, partitionKey, move);
            if (!touched.isEmpty() || !leaving.isEmpty()) {
                RowChanges ofView = changes(view, touched, added.get(i), folded);
                leaving.forEach(key -> ofView.add(key, RowParts.NONE));
                changes.add(ofView);
            }
        }
        return changes;
    }

    private static Set<String> leaving(ViewRows view, Integer partitionKey, SeamMove move) {
        String name = view.fold().view().name();
        return move.nextHorizons().of(name) == move.horizons().of(name)
                ? Set.of()
                : view.keysBefore(move.nextHorizons(), partitionKey);
    }

    private RowChanges changes(ViewRows view, Set<String> touched, Map<String, byte[]> added, RealtimeSlot folded) {
        RowChanges changes = new RowChanges(view);
        Map<String, GenericRecord> rows = view.read(touched);
        for (String key : touched) {
            RowParts before = RowParts.of(rows.get(key));
            byte[] increment = added.get(key);
            reconciliation.compare(view, key, before.realtime(folded), increment);
            changes.add(key, view.parts().moveSeam(before, folded, increment));
        }
        return changes;
    }

    private List<Map<String, byte[]>> added(int partition) {
        List<Map<String, byte[]>> added = new ArrayList<>();
        views.forEach(view -> added.add(new HashMap<>()));
        Delta increment = increments.get(partition);
        if (increment != null) {
            increment.parts().forEach(part -> added.get(part.view()).put(part.key(), part.bytes()));
        }
        return added;
    }
}
