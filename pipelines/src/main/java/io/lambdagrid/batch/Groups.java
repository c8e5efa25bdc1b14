package io.lambdagrid.batch;

import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all readers found for some partitions of the grid, merged. Confined to one thread. */
final class Groups {
    private final List<ViewFold> folds;
    private final List<Parts> parts;
    private final SortedMap<Integer, List<Map<String, Object[]>>> byPartition = new TreeMap<>();

    /** Takes the partial results of one group. */
    @FunctionalInterface
    interface Taker {
        void take(int view, String key, byte[] partials);
    }

    Groups(List<ViewFold> folds) {
        this.folds = folds;
        this.parts = folds.stream().map(Parts::new).toList();
    }

    void add(Delta delta) {
        List<Map<String, Object[]>> ofPartition = byPartition.computeIfAbsent(delta.partition(), this::none);
        for (Delta.Part part : delta.parts()) {
            ViewFold fold = folds.get(part.view());
            ofPartition
                    .get(part.view())
                    .merge(part.key(), parts.get(part.view()).read(part.bytes()), fold::merge);
        }
    }

    private List<Map<String, Object[]>> none(int partition) {
        List<Map<String, Object[]>> none = new ArrayList<>();
        folds.forEach(fold -> none.add(new HashMap<>()));
        return none;
    }

    List<Integer> partitions() {
        return List.copyOf(byPartition.keySet());
    }

    /** Hands out the groups of one partition and forgets them. */
    void take(int partition, Taker taker) {
        List<Map<String, Object[]>> ofPartition = Objects.requireNonNull(byPartition.remove(partition));
        for (int view = 0; view < ofPartition.size(); view++) {
            for (Map.Entry<String, Object[]> group : ofPartition.get(view).entrySet()) {
                taker.take(view, group.getKey(), parts.get(view).write(group.getValue()));
            }
        }
    }
}
