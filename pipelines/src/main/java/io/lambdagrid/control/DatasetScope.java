package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.batch.BatchPlan;
import io.lambdagrid.master.OffsetSlice;
import io.lambdagrid.speed.SpeedPlan;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.time.Clock;
import java.util.List;

/** What all steps of one dataset's control share. */
record DatasetScope(
        HazelcastInstance grid, ControlSettings settings, DatasetViews wanted, ViewCompiler compiler, Clock clock) {
    Dataset dataset() {
        return wanted.dataset();
    }

    List<ViewDefinition> definitions(Generation generation) {
        return generation.views().stream()
                .map(source -> compiler.compile(source, dataset()))
                .toList();
    }

    List<ViewFold> folds(Generation generation) {
        return definitions(generation).stream().map(ViewFold::new).toList();
    }

    GenerationMaps maps(Generation generation) {
        return new GenerationMaps(grid, generation, folds(generation));
    }

    /** Returns the plan for filling the maps of a generation. */
    BatchPlan batchPlan(Generation generation, long attempt) {
        return plan(generation, attempt, OffsetSlice.ALL);
    }

    /** Returns the plan for moving the seam from the generation that is served to one that continues it. */
    BatchPlan movePlan(Generation generation, Generation serving) {
        return plan(generation, 0, OffsetSlice.between(serving.coverage(), generation.coverage()));
    }

    private BatchPlan plan(Generation generation, long attempt, OffsetSlice offsets) {
        return new BatchPlan(
                dataset(),
                generation.id(),
                generation.base(),
                attempt,
                definitions(generation),
                settings.master(),
                generation.tableSnapshot(),
                offsets,
                settings.cassandra(),
                settings.batchParallelism());
    }

    SpeedPlan speedPlan(Generation generation) {
        return new SpeedPlan(
                dataset(),
                generation.base(),
                definitions(generation),
                settings.kafka(),
                generation.coverage().topicId(),
                settings.speedPace());
    }
}
