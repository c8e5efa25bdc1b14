package io.lambdagrid.node.metrics;

import io.lambdagrid.client.wire.GenerationStatus;
import io.lambdagrid.client.wire.PartitionStatus;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.node.status.Reasons;
import io.lambdagrid.node.status.RowCounts;
import io.lambdagrid.node.status.StatusSnapshot;
import io.lambdagrid.view.GridError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Lets the meters follow how the grid is doing. For one thread. */
public final class GridMeters implements BiConsumer<StatusSnapshot, RowCounts> {
    private static final List<String> VIEW_STATES =
            List.of(ViewStatus.STARTING, ViewStatus.SERVING, ViewStatus.HALTED, ViewStatus.INCOMPLETE);
    private static final String SERVING = "SERVING";

    private final NodeMeters meters;
    private final InstantSource clock;
    private final Set<String> timed = new HashSet<>();

    public GridMeters(NodeMeters meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void accept(StatusSnapshot snapshot, RowCounts counts) {
        meters.sampledAt(snapshot.takenAt());
        meters.rows(GridMetric.CLUSTER_MEMBERS).add(snapshot.members()).publish();
        views(snapshot);
        counts(counts);
        partitions(snapshot.partitions());
        generations(snapshot.generations());
        faults(snapshot.views());
    }

    private void views(StatusSnapshot snapshot) {
        GaugeRows ages = meters.rows(GridMetric.VIEW_FRESHNESS);
        GaugeRows lags = meters.rows(GridMetric.VIEW_LAG);
        GaugeRows states = meters.rows(GridMetric.VIEW_STATE);
        for (ViewStatus view : snapshot.views()) {
            double age = snapshot.freshTo(view)
                    .map(fresh ->
                            Math.max(0, Duration.between(fresh, clock.instant()).toMillis() / 1e3))
                    .orElse(Double.NaN);
            ages.add(age, view.view());
            long lag = snapshot.progress(view.dataset(), view.base())
                    .map(progress -> progress.lagRecords())
                    .orElse(view.lagRecords());
            lags.add(lag, view.view());
            VIEW_STATES.forEach(state -> states.add(state.equals(view.status()) ? 1 : 0, view.view(), state));
            meters.follow(GridMetric.VIEW_GAPS, Reasons.declaredGaps(view.reason()), view.view());
            meters.followRestarting(GridMetric.SPEED_LATE_EVENTS, view.lateRecords(), view.view());
            meters.begin(GridMetric.VIEW_READS, view.view(), "http");
        }
        ages.publish();
        lags.publish();
        states.publish();
    }

    private void counts(RowCounts counts) {
        publish(GridMetric.VIEW_ROWS, counts.rows());
        // A view without differences says so: an alert needs something to compare.
        Map<String, Long> differences = new TreeMap<>(counts.differences());
        counts.rows().keySet().forEach(view -> differences.putIfAbsent(view, 0L));
        publish(GridMetric.VIEW_DIFFERENCES, differences);
        counts.reads().forEach((view, reads) -> meters.followRestarting(GridMetric.VIEW_READS, reads, view, "grid"));
        counts.rejected()
                .forEach((kind, records) ->
                        meters.follow(GridMetric.REJECTED_RECORDS, records, kind.dataset(), kind.code()));
    }

    private void publish(GridMetric metric, Map<String, Long> byView) {
        GaugeRows rows = meters.rows(metric);
        byView.forEach((view, count) -> rows.add(count, view));
        rows.publish();
    }

    private void partitions(List<PartitionStatus> partitions) {
        partitions(GridMetric.LOG_START, partitions, PartitionStatus::logStart);
        partitions(GridMetric.LOG_END, partitions, PartitionStatus::endOffset);
        partitions(GridMetric.MASTER_END, partitions, PartitionStatus::archived);
        partitions(GridMetric.BATCH_END, partitions, PartitionStatus::batchEnd);
        partitions(GridMetric.SPEED_END, partitions, PartitionStatus::appliedEnd);
        partitions(GridMetric.SPEED_LAG, partitions, PartitionStatus::lagRecords);
        Map<String, List<PartitionStatus>> byDataset =
                partitions.stream().collect(Collectors.groupingBy(PartitionStatus::dataset));
        byDataset.forEach((dataset, its) -> {
            meters.follow(GridMetric.MASTER_RECORDS, sum(its, PartitionStatus::archived), dataset);
            meters.follow(GridMetric.SPEED_EVENTS, sum(its, PartitionStatus::appliedEnd), dataset);
            for (GridError error : List.of(GridError.RECORD_UNREADABLE, GridError.RECORD_NOT_COMPUTABLE)) {
                meters.begin(GridMetric.REJECTED_RECORDS, dataset, error.code());
            }
        });
    }

    private void partitions(
            GridMetric metric, List<PartitionStatus> partitions, ToLongFunction<PartitionStatus> value) {
        GaugeRows rows = meters.rows(metric);
        partitions.forEach(partition ->
                rows.add(value.applyAsLong(partition), partition.dataset(), String.valueOf(partition.partition())));
        rows.publish();
    }

    private static long sum(List<PartitionStatus> partitions, ToLongFunction<PartitionStatus> value) {
        return partitions.stream().mapToLong(value).sum();
    }

    private void generations(List<GenerationStatus> generations) {
        Map<List<String>, Long> newest = new LinkedHashMap<>();
        GaugeRows successes = meters.rows(GridMetric.BATCH_LAST_SUCCESS);
        for (GenerationStatus generation : generations) {
            newest.merge(List.of(generation.dataset(), generation.state()), generation.generation(), Math::max);
            if (generation.state().equals(SERVING)) {
                successes.add(generation.changedAt().toInstant().toEpochMilli() / 1e3, generation.dataset());
                time(generation);
            }
        }
        GaugeRows numbers = meters.rows(GridMetric.GENERATION_NUMBER);
        newest.forEach((key, number) -> numbers.add(number, key.toArray(String[]::new)));
        numbers.publish();
        successes.publish();
    }

    private void time(GenerationStatus generation) {
        if (timed.add(generation.dataset() + "/" + generation.generation())) {
            String kind = generation.base() == generation.generation() ? "full" : "incremental";
            meters.time(
                    GridMetric.BATCH_RUN,
                    Duration.between(generation.createdAt(), generation.changedAt()),
                    generation.dataset(),
                    kind);
        }
    }

    private void faults(List<ViewStatus> views) {
        Map<String, Set<String>> codes = new TreeMap<>();
        views.forEach(view -> codes.computeIfAbsent(view.dataset(), dataset -> new TreeSet<>())
                .addAll(Reasons.codes(view.reason())));
        GaugeRows rows = meters.rows(GridMetric.FAULT);
        codes.forEach((dataset, its) -> {
            its.forEach(code -> rows.add(1, dataset, code));
            if (its.isEmpty()) {
                rows.add(0, dataset, "none");
            }
        });
        rows.publish();
    }
}
