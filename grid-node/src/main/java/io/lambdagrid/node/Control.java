package io.lambdagrid.node;

import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.control.ControlSettings;
import io.lambdagrid.control.Controller;
import io.lambdagrid.control.DatasetViews;
import io.lambdagrid.master.ArchiveSettings;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.node.config.SpeedSection;
import io.lambdagrid.speed.SpeedPlan;
import io.lambdagrid.sql.ViewParser;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.aggregate.InstalledAggregates;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Wires the control loop of a node from its configuration. */
final class Control {
    private static final ViewParser VIEWS = new ViewParser(InstalledAggregates.all());

    private Control() {}

    static Controller of(HazelcastInstance member, GridConfiguration configuration) {
        return new Controller(
                member,
                settings(configuration.settings()),
                datasets(configuration),
                (source, datasets) -> VIEWS.parse(
                        source.name(),
                        source.sql(),
                        datasets.stream().collect(Collectors.toMap(Dataset::name, Function.identity()))),
                Clock.systemUTC());
    }

    private static List<DatasetViews> datasets(GridConfiguration configuration) {
        return configuration.datasets().stream()
                .map(dataset -> new DatasetViews(dataset, viewsOf(dataset, configuration)))
                .toList();
    }

    private static List<Generation.ViewSource> viewsOf(Dataset dataset, GridConfiguration configuration) {
        return configuration.views().stream()
                .filter(view -> view.dataset().equals(dataset.name()))
                .map(view -> new Generation.ViewSource(view.name(), view.sql()))
                .toList();
    }

    private static ControlSettings settings(Settings settings) {
        return new ControlSettings(
                settings.kafka().kafkaSettings(),
                settings.master().masterLocation(),
                new ArchiveSettings(
                        settings.master().rollInterval(), settings.master().rollSizeBytes(), 1),
                settings.master().upkeep(),
                settings.cassandra().cassandraSettings(),
                pace(settings.speed()),
                settings.batch().parallelism() == 0 ? -1 : settings.batch().parallelism(),
                settings.batch().recomputeInterval(),
                settings.batch().incrementalInterval(),
                settings.serving().gracePeriod(),
                settings.serving().rollbackWindow());
    }

    private static SpeedPlan.Pace pace(SpeedSection section) {
        int readers = section.parallelism() == 0
                ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2)
                : section.parallelism();
        return new SpeedPlan.Pace(section.flushInterval(), section.progressInterval(), readers);
    }
}
