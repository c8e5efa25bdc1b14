package io.lambdagrid.speed;

import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** View maps and fences of a few partitions, in memory: what the members of a grid do with deltas, without a grid. */
final class SimulatedGrid {
    static final int PARTITIONS = 7;
    private static final String TOPIC_ID = "t";

    private final List<ViewFold> folds;
    private final List<Map<String, byte[]>> batch = new ArrayList<>();
    private final List<Map<String, byte[]>> realtime = new ArrayList<>();
    private final Map<Integer, Coverage> fences = new HashMap<>();

    SimulatedGrid(List<ViewFold> folds) {
        this.folds = folds;
        folds.forEach(fold -> {
            batch.add(new HashMap<>());
            realtime.add(new HashMap<>());
        });
    }

    static int partitionOf(String key) {
        return Math.floorMod(key.hashCode(), PARTITIONS);
    }

    void setSeam(Map<Integer, Long> ends) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            fences.put(partition, Coverage.of(TOPIC_ID, ends));
        }
    }

    Map<Integer, Coverage> fences() {
        return Map.copyOf(fences);
    }

    void addBatch(Delta delta) {
        merge(batch, delta);
    }

    /** Applies a delta if it continues the fence of its partition, as a fenced write does; says whether it did. */
    boolean apply(Delta delta) {
        Coverage fence = Objects.requireNonNull(fences.get(delta.partition()));
        for (Delta.Range range : delta.ranges()) {
            if (fence.end(range.kafkaPartition()) != range.from()) {
                return false;
            }
            fence = fence.with(range.kafkaPartition(), range.end());
        }
        applyUnfenced(delta);
        fences.put(delta.partition(), fence);
        return true;
    }

    /** What must never happen: the rows without the fence. */
    void applyUnfenced(Delta delta) {
        merge(realtime, delta);
    }

    private void merge(List<Map<String, byte[]>> layer, Delta delta) {
        for (Delta.Part part : delta.parts()) {
            layer.get(part.view()).merge(part.key(), part.bytes(), new Parts(folds.get(part.view()))::merge);
        }
    }

    /** Returns the merged rows of a view: key to the text of its columns. */
    Map<String, String> merged(int view) {
        ViewFold fold = folds.get(view);
        Parts parts = new Parts(fold);
        Map<String, byte[]> both = new HashMap<>(batch.get(view));
        realtime.get(view).forEach((key, part) -> both.merge(key, part, parts::merge));
        return both.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        row -> text(fold.finish(row.getKey(), parts.read(row.getValue()))),
                        (a, b) -> a,
                        TreeMap::new));
    }

    static String text(@Nullable Object[] columns) {
        return Arrays.toString(columns);
    }
}
