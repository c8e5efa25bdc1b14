package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.batch.BatchPlan;
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

    BatchPlan batchPlan(Generation generation, long attempt) {
        return new BatchPlan(
                dataset(),
                generation.id(),
                attempt,
                definitions(generation),
                settings.master(),
                generation.tableSnapshot(),
                settings.cassandra(),
                settings.batchParallelism());
    }

    SpeedPlan speedPlan(Generation generation) {
        return new SpeedPlan(
                dataset(),
                generation.id(),
                definitions(generation),
                settings.kafka(),
                generation.coverage().topicId(),
                settings.speedPace());
    }
}
