package io.lambdagrid.control;

import io.lambdagrid.batch.BatchPlan;
import io.lambdagrid.batch.ComparisonPlan;
import io.lambdagrid.master.OffsetSlice;
import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.speed.SpeedPlan;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What all steps of one dataset's control share. */
record DatasetScope(
        Ports ports, ControlSettings settings, DatasetViews configured, ViewCompiler compiler, Clock clock) {
    Dataset dataset() {
        return configured.dataset();
    }

    List<ViewDefinition> definitions(Generation generation) {
        return generation.views().stream().map(this::definition).toList();
    }

    ViewDefinition definition(Generation.ViewSource source) {
        return compiler.compile(source, List.of(dataset()));
    }

    List<ViewFold> folds(Generation generation) {
        return definitions(generation).stream().map(ViewFold::new).toList();
    }

    GenerationMaps maps(Generation generation) {
        return new GenerationMaps(ports, generation, folds(generation));
    }

    /** Returns the plan for filling the maps of a generation. */
    BatchPlan batchPlan(Generation generation, long attempt) {
        return plan(generation, attempt, definitions(generation), OffsetSlice.ALL);
    }

    /** Returns the plan for moving the seam from the generation that is served to one that continues it. */
    BatchPlan movePlan(Generation generation, Generation serving) {
        OffsetSlice between = OffsetSlice.between(serving.coverage(), generation.coverage());
        return plan(generation, 0, definitions(generation), between);
    }

    /** Returns the plan for comparing what a definition gives with a generation, over the same records. */
    ComparisonPlan comparisonPlan(
            String id, Generation.ViewSource proposed, Generation serving, TableSnapshot table, Horizons horizons) {
        OffsetSlice upToSeam =
                OffsetSlice.between(Coverage.of(serving.coverage().topicId(), Map.of()), serving.coverage());
        BatchPlan batch =
                plan(serving, 0, List.of(definition(proposed)), upToSeam).at(table.id(), horizons);
        ViewDefinition served = definitions(serving).stream()
                .filter(view -> view.name().equals(proposed.name()))
                .findFirst()
                .orElse(null);
        return new ComparisonPlan(id, batch, served);
    }

    private BatchPlan plan(Generation generation, long attempt, List<ViewDefinition> views, OffsetSlice offsets) {
        return new BatchPlan(
                dataset(),
                generation.id(),
                generation.base(),
                attempt,
                views,
                settings.master(),
                generation.tableSnapshot(),
                offsets,
                generation.horizons(),
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
