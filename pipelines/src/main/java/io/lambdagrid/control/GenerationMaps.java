package io.lambdagrid.control;

import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.serving.Fence;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.serving.SeamMoves;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.ViewFold;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The maps a generation lives in: rows of each view, fences, progress, and where the seam is. */
final class GenerationMaps {
    private final Ports ports;
    private final Generation generation;
    private final List<ViewFold> folds;
    private final Fences fences;
    private final SeamMoves seam;
    private final String progressKey;

    GenerationMaps(Ports ports, Generation generation, List<ViewFold> folds) {
        this.ports = ports;
        this.generation = generation;
        this.folds = List.copyOf(folds);
        this.fences = ports.rows().fences(generation.dataset(), generation.base());
        this.seam = new SeamMoves(ports.shared(), generation.dataset(), generation.base());
        this.progressKey = GridMaps.generationKey(generation.dataset(), generation.base());
    }

    /** Empties everything and lets only this attempt of a batch job write. */
    void openForFilling(long attempt) {
        destroy();
        fences.setAll(Fences.building(attempt));
        folds.forEach(fold -> ports.rows().announceType(fold, generation.base()));
    }

    /**
     * Closes the maps for batch jobs and opens them for the speed job, which begins at the generation's coverage.
     *
     * @param next the generation to which the seam is being moved, if any
     */
    void openForSpeed(Optional<Generation> next) {
        seam.set(next.map(moving -> SeamMove.cutAt(0, generation.coverage(), moving.coverage(), generation.horizons()))
                .orElseGet(() -> SeamMove.settled(0, generation.coverage(), generation.horizons())));
        fences.setAll(new Fence(0, generation.coverage()).toString());
    }

    SeamMoves seam() {
        return seam;
    }

    /** Takes away what lies ready for a move of the seam. */
    void destroyIncrements() {
        ports.rows().destroyIncrements(generation.dataset(), generation.base());
    }

    /** Returns whether every partition of the grid has taken this move. */
    boolean haveMoved(SeamMove move) {
        Map<Integer, String> all = fences.all();
        return all.size() == fences.partitions()
                && all.values().stream()
                        .noneMatch(fence ->
                                Fences.isBuilding(fence) || Fence.parse(fence).moves() == move.moves());
    }

    /** Returns whether exactly this attempt has filled the maps and no partition was lost since. */
    boolean isFilledBy(long attempt) {
        Map<Integer, String> all = fences.all();
        return all.size() == fences.partitions() && all.values().stream().allMatch(Fences.building(attempt)::equals);
    }

    /** Returns whether the maps are filled, open for the speed job, and no partition of the grid was lost. */
    boolean isComplete() {
        return fences.areOpen();
    }

    /** Returns whether there is nothing at all, as after a start of the whole grid. */
    boolean areEmpty() {
        return fences.all().isEmpty();
    }

    /**
     * Returns whether the batch parts are those of the generation. They may not be where another half of a split
     * cluster has moved on, and what it said counts.
     */
    boolean areOfGeneration() {
        return seam.current().filter(move -> move.isOf(generation.coverage())).isPresent();
    }

    /** Lets nothing be written any more: the maps are incomplete from now on. */
    void close() {
        fences.destroy();
    }

    /** Returns how many rows of each view have a batch part, by its name. */
    Map<String, Long> rowCounts() {
        Map<String, Long> counts = new HashMap<>();
        folds.forEach(fold -> counts.put(fold.view().name(), ports.rows().countBatchRows(fold, generation.base())));
        return counts;
    }

    /** Returns how far the speed job has come, if it has said so. */
    Optional<Progress> progress() {
        return Optional.ofNullable(progressMap().get(progressKey));
    }

    /**
     * Returns what the rows include: the applied coverage once known, before that the batch coverage. The speed job
     * knows nothing of imports.
     */
    Coverage applied() {
        return progress()
                .map(progress -> Coverage.parse(progress.appliedCoverage())
                        .union(generation.coverage().ofImports()))
                .orElse(generation.coverage());
    }

    /** Returns what at least one row may include: the highest of the fences. */
    Coverage highestIncluded() {
        return included().reduce(generation.coverage(), Coverage::union);
    }

    /** Returns what all rows include: the lowest of the fences, where the speed job goes on. */
    Coverage lowestIncluded() {
        return included().reduce(Coverage::intersect).orElse(generation.coverage());
    }

    private Stream<Coverage> included() {
        return fences.all().values().stream()
                .filter(fence -> !Fences.isBuilding(fence))
                .map(fence -> Fence.parse(fence).included());
    }

    /**
     * Removes rows, rejected records, fences and progress. Fences go first: whatever still writes is refused from then
     * on.
     */
    void destroy() {
        fences.destroy();
        seam.remove();
        destroyIncrements();
        folds.forEach(fold -> ports.rows().destroyRows(fold, generation.base()));
        ports.rows().removeRejected(generation.dataset(), generation.base());
        progressMap().delete(progressKey);
    }

    private SharedMap<Progress> progressMap() {
        return ports.shared().map(GridMaps.PROGRESS);
    }
}
