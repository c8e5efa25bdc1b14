package io.lambdagrid.serving;

import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Folds rows of a dataset into deltas, one for each partition of the grid that has rows to change. Both layers
 * pre-aggregate with it.
 *
 * <p>Pure: reads no clock and does no I/O. Confined to one thread.
 */
public final class DeltaBuilder {
    private final List<ViewFold> folds;
    private final List<Parts> parts;
    /** For each view, the groups of either slot. */
    private final List<Map<RealtimeSlot, Map<String, Group>>> groups = new ArrayList<>();

    private final ToIntFunction<String> partitionOf;
    private final long[] left;
    private Horizons horizons = Horizons.NONE;
    private int size;

    @SuppressWarnings("ArrayRecordComponent") // Partial results with one owner, never compared.
    private record Group(int partition, Object[] partials) {}

    /**
     * Creates a builder without rows.
     *
     * @param partitionOf row key to the partition of the grid it lives in
     */
    public DeltaBuilder(List<ViewFold> folds, ToIntFunction<String> partitionOf) {
        this.folds = List.copyOf(folds);
        this.parts = folds.stream().map(Parts::new).toList();
        this.partitionOf = partitionOf;
        this.left = new long[folds.size()];
        folds.forEach(fold -> {
            Map<RealtimeSlot, Map<String, Group>> bySlot = new EnumMap<>(RealtimeSlot.class);
            bySlot.put(RealtimeSlot.EVEN, new HashMap<>());
            bySlot.put(RealtimeSlot.ODD, new HashMap<>());
            groups.add(bySlot);
        });
    }

    /** Passes over what belongs to rows that have left, from now on. */
    public void passOver(Horizons gone) {
        horizons = gone;
    }

    /** Returns how often something was passed over because its row has left, for each view, since the beginning. */
    public long[] passedOver() {
        return left.clone();
    }

    /**
     * Adds a row to one view.
     *
     * @param slot the real-time part the row belongs to
     * @param wanted which partitions of the grid do not include the row yet
     * @throws NotComputableException when the view cannot be computed for this row; nothing has changed then
     */
    public void add(int view, RealtimeSlot slot, @Nullable Object[] row, IntPredicate wanted) {
        Map<String, Group> ofView = Objects.requireNonNull(groups.get(view).get(slot));
        folds.get(view).add(row, key -> partials(view, ofView, key, wanted));
    }

    private Object @Nullable [] partials(int view, Map<String, Group> ofView, String key, IntPredicate wanted) {
        Group group = ofView.get(key);
        // What was gathered before its row left is dropped where it is written.
        if (group != null) {
            return wanted.test(group.partition()) ? group.partials() : null;
        }
        int partition = partitionOf.applyAsInt(key);
        if (!wanted.test(partition)) {
            return null;
        }
        if (folds.get(view).hasLeft(key, horizons)) {
            left[view]++;
            return null;
        }
        Group created = new Group(partition, folds.get(view).empty());
        ofView.put(key, created);
        size++;
        return created.partials();
    }

    /** Returns how many groups have gathered. */
    public int size() {
        return size;
    }

    /** Returns what has gathered, by partition of the grid, without ranges; begins anew. */
    public SortedMap<Integer, Delta> drain() {
        SortedMap<Integer, Delta> deltas = new TreeMap<>();
        for (int view = 0; view < groups.size(); view++) {
            int number = view;
            groups.get(view).forEach((slot, ofSlot) -> {
                ofSlot.forEach((key, group) -> deltas.computeIfAbsent(
                                group.partition(), partition -> new Delta(partition))
                        .parts()
                        .add(new Delta.Part(number, slot, key, parts.get(number).write(group.partials()))));
                ofSlot.clear();
            });
        }
        size = 0;
        return deltas;
    }
}
