package io.lambdagrid.speed;

import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Fence;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.serving.RowParts;
import io.lambdagrid.serving.SeamAgreement;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * View maps, fences and the state of the seam's move, in memory: what the members of a grid do with deltas, without a
 * grid.
 */
final class SimulatedGrid implements SeamAgreement {
    static final int PARTITIONS = 7;
    static final String TOPIC_ID = "t";

    private final List<ViewFold> folds;
    private final List<Parts> parts;
    private final List<Map<String, RowParts>> rows = new ArrayList<>();
    private final List<Map<String, byte[]>> increments = new ArrayList<>();
    private final Map<Integer, Fence> fences = new HashMap<>();
    private SeamMove move = SeamMove.settled(0, Coverage.of(TOPIC_ID, Map.of()));
    private int differences;
    private int left;

    SimulatedGrid(List<ViewFold> folds) {
        this.folds = folds;
        this.parts = folds.stream().map(Parts::new).toList();
        folds.forEach(fold -> {
            rows.add(new HashMap<>());
            increments.add(new HashMap<>());
        });
    }

    static int partitionOf(String key) {
        return Math.floorMod(key.hashCode(), PARTITIONS);
    }

    void setSeam(Map<Integer, Long> ends, Horizons horizons) {
        move = SeamMove.settled(0, Coverage.of(TOPIC_ID, Map.of()), horizons);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            fences.put(partition, new Fence(0, Coverage.of(TOPIC_ID, ends)));
        }
    }

    Map<Integer, Fence> fences() {
        return Map.copyOf(fences);
    }

    void addBatch(Delta delta) {
        for (Delta.Part part : delta.parts()) {
            rows.get(part.view())
                    .merge(
                            part.key(),
                            RowParts.NONE.withBatch(part.bytes()),
                            (row, added) -> row.withBatch(
                                    parts.get(part.view()).merge(Objects.requireNonNull(row.batch()), part.bytes())));
        }
    }

    /** Applies a delta if it continues the fence of its partition, as a fenced write does; says whether it did. */
    boolean apply(Delta delta) {
        Fence fence = Objects.requireNonNull(fences.get(delta.partition()));
        for (Delta.Range range : delta.ranges()) {
            if (fence.included().end(range.kafkaPartition()) != range.from()) {
                return false;
            }
            fence = fence.with(range.kafkaPartition(), range.end());
        }
        applyUnfenced(delta, horizons(delta.partition()));
        fences.put(delta.partition(), fence);
        return true;
    }

    /** Returns which rows of a partition have left. */
    Horizons horizons(int partition) {
        Fence fence = Objects.requireNonNull(fences.get(partition));
        return move.horizonsAfter(fence.moves()).orElseThrow();
    }

    /** What must never happen: the rows without the fence. */
    void applyUnfenced(Delta delta, Horizons horizons) {
        for (Delta.Part part : delta.parts()) {
            if (folds.get(part.view()).hasLeft(part.key(), horizons)) {
                continue;
            }
            rows.get(part.view())
                    .merge(
                            part.key(),
                            RowParts.NONE.withRealtime(part.slot(), part.bytes()),
                            parts.get(part.view())::merge);
        }
    }

    @Override
    public Optional<SeamMove> current() {
        return Optional.of(move);
    }

    @Override
    public boolean replace(SeamMove from, SeamMove to) {
        // By their text, as the map of a grid compares them.
        if (!move.toString().equals(from.toString())) {
            return false;
        }
        move = SeamMove.parse(to.toString());
        return true;
    }

    void stage(Delta increment) {
        for (Delta.Part part : increment.parts()) {
            increments.get(part.view()).merge(part.key(), part.bytes(), parts.get(part.view())::merge);
        }
    }

    void dropIncrements() {
        increments.forEach(Map::clear);
    }

    /** Moves the seam of one partition, as its writer does; says whether it was time. */
    boolean moveSeam(int partition) {
        Fence fence = Objects.requireNonNull(fences.get(partition));
        if (move.phase() != SeamMove.Phase.STAGED
                || fence.moves() != move.moves()
                || !fence.included().reaches(move.cut())) {
            return false;
        }
        moveSeamUnfenced(partition);
        fences.put(partition, fence.moved());
        return true;
    }

    /** What must never happen: the rows without the fence. */
    void moveSeamUnfenced(int partition) {
        RealtimeSlot folded = RealtimeSlot.after(move.moves());
        for (int view = 0; view < folds.size(); view++) {
            Map<String, RowParts> ofView = rows.get(view);
            Set<String> touched = new TreeSet<>(increments.get(view).keySet());
            touched.addAll(ofView.keySet());
            touched.removeIf(key -> partitionOf(key) != partition);
            letLeave(view, touched);
            for (String key : touched) {
                moveSeam(view, key, folded);
            }
        }
    }

    private void letLeave(int view, Set<String> touched) {
        Set<String> leaving = new TreeSet<>(touched);
        leaving.removeIf(key -> !folds.get(view).hasLeft(key, move.nextHorizons()));
        left += leaving.size();
        touched.removeAll(leaving);
        rows.get(view).keySet().removeAll(leaving);
    }

    private void moveSeam(int view, String key, RealtimeSlot folded) {
        RowParts before = rows.get(view).getOrDefault(key, RowParts.NONE);
        byte[] increment = increments.get(view).get(key);
        if (!text(view, key, before.realtime(folded)).equals(text(view, key, increment))) {
            differences++;
        }
        RowParts after = parts.get(view).moveSeam(before, folded, increment);
        if (after.isEmpty()) {
            rows.get(view).remove(key);
        } else {
            rows.get(view).put(key, after);
        }
    }

    private String text(int view, String key, byte @Nullable [] part) {
        return part == null
                ? ""
                : text(folds.get(view).finish(key, parts.get(view).read(part)));
    }

    boolean allMoved() {
        return fences.values().stream().allMatch(fence -> fence.moves() == move.moves() + 1);
    }

    /** Returns in how many rows the two layers disagreed about the offsets between two seams. */
    int differences() {
        return differences;
    }

    /** Returns how many rows have left. */
    int left() {
        return left;
    }

    /** Returns the merged rows of a view: key to the text of its columns. */
    Map<String, String> merged(int view) {
        return merged(view, key -> true);
    }

    /** Returns those merged rows of a view whose keys are wanted. */
    Map<String, String> merged(int view, Predicate<String> wanted) {
        ViewFold fold = folds.get(view);
        Map<String, String> merged = new TreeMap<>();
        rows.get(view).forEach((key, row) -> {
            if (!wanted.test(key)) {
                return;
            }
            Object[] partials = fold.empty();
            for (byte[] part : new byte[][] {row.batch(), row.even(), row.odd()}) {
                if (part != null) {
                    partials = fold.merge(partials, parts.get(view).read(part));
                }
            }
            merged.put(key, text(fold.finish(key, partials)));
        });
        return merged;
    }

    static String text(@Nullable Object[] columns) {
        return Arrays.toString(columns);
    }
}
