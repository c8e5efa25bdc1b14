package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.ViewRows;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.ViewFold;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The maps of one generation: rows of each view, fences, progress. */
final class GenerationMaps {
    private final HazelcastInstance grid;
    private final Generation generation;
    private final List<ViewFold> folds;
    private final Fences fences;
    private final String progressKey;

    GenerationMaps(HazelcastInstance grid, Generation generation, List<ViewFold> folds) {
        this.grid = grid;
        this.generation = generation;
        this.folds = List.copyOf(folds);
        this.fences = new Fences(grid, generation.dataset(), generation.id());
        this.progressKey = GridMaps.generationKey(generation.dataset(), generation.id());
    }

    /** Empties everything and lets only this attempt of a batch job write. */
    void openForFilling(long attempt) {
        destroy();
        fences.setAll(Fences.building(attempt));
        folds.forEach(fold -> new ViewRows(grid, fold, generation.id()).announceType());
    }

    /** Closes the maps for batch jobs and opens them for the speed job, which begins at the generation's coverage. */
    void openForSpeed() {
        fences.setAll(generation.coverage().toString());
    }

    /** Returns whether exactly this attempt has filled the maps and no partition was lost since. */
    boolean isFilledBy(long attempt) {
        Map<Integer, String> all = fences.all();
        return all.size() == fences.partitions() && all.values().stream().allMatch(Fences.building(attempt)::equals);
    }

    /** Returns whether the maps are filled, open for the speed job, and no partition of the grid was lost. */
    boolean isComplete() {
        Map<Integer, String> all = fences.all();
        return all.size() == fences.partitions() && all.values().stream().noneMatch(Fences::isBuilding);
    }

    /** Returns how many rows each view has, by its name. */
    Map<String, Long> rowCounts() {
        Map<String, Long> counts = new HashMap<>();
        folds.forEach(fold -> counts.put(fold.view().name(), (long)
                new ViewRows(grid, fold, generation.id()).map().size()));
        return counts;
    }

    /** Returns how far the speed job has come, if it has said so. */
    Optional<Progress> progress() {
        return Optional.ofNullable(progressMap().get(progressKey));
    }

    /** Returns what the rows include: the applied coverage once known, before that the batch coverage. */
    Coverage applied() {
        return progress()
                .map(progress -> Coverage.parse(progress.appliedCoverage()))
                .orElse(generation.coverage());
    }

    /** Removes rows, fences and progress. Fences go first: whatever still writes is refused from then on. */
    void destroy() {
        fences.destroy();
        folds.forEach(fold -> new ViewRows(grid, fold, generation.id()).map().destroy());
        progressMap().delete(progressKey);
    }

    private IMap<String, Progress> progressMap() {
        return grid.getMap(GridMaps.PROGRESS);
    }
}
