package io.lambdagrid.batch;

import io.lambdagrid.cassandra.SimulatedStore;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.DeltaBuilder;
import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.serving.RowParts;
import io.lambdagrid.serving.SimulatedMaps;
import io.lambdagrid.simulation.Schedule;
import io.lambdagrid.simulation.SimulatedTopic;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The jobs of the batch layer, one small step at a time. */
public final class SimulatedBatchJob {
    private final Schedule schedule;
    private final BatchPlan plan;
    private final SimulatedTopic topic;
    private final SimulatedMaps maps;
    private final SimulatedStore store;
    private final List<ViewFold> folds;
    private final PartWriter writer;
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private long stored;

    private SimulatedBatchJob(
            Schedule schedule, BatchPlan plan, SimulatedTopic topic, SimulatedMaps maps, SimulatedStore store) {
        this.schedule = schedule;
        this.plan = plan;
        this.topic = topic;
        this.maps = maps;
        this.store = store;
        this.folds = plan.views().stream().map(ViewFold::new).toList();
        this.writer =
                new PartWriter(maps.rows(plan.base(), plan.views(), SimulatedMaps.Sending.AT_ONCE), plan.attempt());
    }

    /** The servers a job works with. */
    public record Servers(SimulatedTopic topic, SimulatedMaps maps, SimulatedStore store) {}

    private static SimulatedBatchJob of(Schedule schedule, BatchPlan plan, Servers servers) {
        return new SimulatedBatchJob(schedule, plan, servers.topic(), servers.maps(), servers.store());
    }

    /** Returns a {@link BatchJob}. */
    public static SimulatedBatchJob filling(Schedule schedule, BatchPlan plan, Servers servers, Coverage snapshot) {
        SimulatedBatchJob job = of(schedule, plan, servers);
        job.steps.add(() -> {
            Groups groups = job.groups(Coverage.of(snapshot.topicId(), Map.of()), snapshot);
            for (int partition : groups.partitions()) {
                job.steps.add(() -> job.fill(groups, partition));
            }
            job.steps.add(job.writer::await);
        });
        return job;
    }

    /** Returns a {@link StageJob}. */
    public static SimulatedBatchJob staging(Schedule schedule, BatchPlan plan, Servers servers, Coverage to) {
        SimulatedBatchJob job = of(schedule, plan, servers);
        job.steps.add(() -> {
            Coverage from = Objects.requireNonNull(plan.offsets().from());
            Groups groups = job.groups(from, to);
            for (int partition : groups.partitions()) {
                job.steps.add(() -> job.stage(groups, partition));
            }
        });
        return job;
    }

    /** Returns a {@link StoreJob}. */
    public static SimulatedBatchJob storing(Schedule schedule, BatchPlan plan, Servers servers) {
        SimulatedBatchJob job = of(schedule, plan, servers);
        for (int partition = 0; partition < SimulatedMaps.PARTITIONS; partition++) {
            int one = partition;
            job.steps.add(() -> job.storeChanged(one));
        }
        return job;
    }

    /** Returns a {@link RestoreJob}. */
    public static SimulatedBatchJob restoring(
            Schedule schedule, BatchPlan plan, Servers servers, long firstGeneration) {
        SimulatedBatchJob job = of(schedule, plan, servers);
        for (int view = 0; view < plan.views().size(); view++) {
            int one = view;
            job.steps.add(() -> job.restore(one, firstGeneration));
        }
        job.steps.add(job.writer::await);
        return job;
    }

    /**
     * Takes a step; returns whether it was the last.
     *
     * @throws RuntimeException after which the job has failed
     */
    public boolean step() {
        if (schedule.faultOnceIn(40)) {
            throw new GridException(GridError.CASSANDRA_UNREACHABLE, "Cassandra is away");
        }
        Runnable next = steps.poll();
        if (next != null) {
            next.run();
        }
        return steps.isEmpty();
    }

    public long rowsStored() {
        return stored;
    }

    private Groups groups(Coverage from, Coverage to) {
        DeltaBuilder builder = new DeltaBuilder(folds, SimulatedMaps::partitionOf);
        for (int partition = 0; partition < topic.partitions(); partition++) {
            for (SimulatedTopic.Order order : topic.orders(partition, from.end(partition), to.end(partition))) {
                for (int view = 0; view < folds.size(); view++) {
                    builder.add(view, RealtimeSlot.EVEN, order.row(), any -> true);
                }
            }
        }
        Groups groups = new Groups(folds);
        builder.drain().values().forEach(groups::add);
        return groups;
    }

    private void fill(Groups groups, int partition) {
        groups.take(partition, (view, key, partials) -> {
            writer.add(partition, view, key, partials);
            store(view, key, partials);
        });
    }

    private void store(int view, String key, byte[] partials) {
        store.write(plan.views().get(view), key, plan.generation(), partials);
        stored++;
    }

    private void stage(Groups groups, int partition) {
        Delta increment = new Delta(partition);
        groups.take(
                partition,
                (view, key, partials) -> increment.parts().add(new Delta.Part(view, RealtimeSlot.EVEN, key, partials)));
        maps.putIncrement(plan.base(), increment);
    }

    private void storeChanged(int partition) {
        Delta increment = maps.increment(plan.base(), partition);
        if (increment == null) {
            return;
        }
        for (int view = 0; view < folds.size(); view++) {
            Set<String> keys = new TreeSet<>();
            for (Delta.Part part : increment.parts()) {
                if (part.view() == view) {
                    keys.add(part.key());
                }
            }
            Map<String, RowParts> rows = maps.rows(plan.base(), plan.views(), SimulatedMaps.Sending.AT_ONCE)
                    .read(view, keys);
            for (String key : keys) {
                RowParts row = rows.get(key);
                if (row == null || row.batch() == null) {
                    throw new GridException(GridError.VIEW_INCOMPLETE, "The row '" + key + "' was lost");
                }
                store(view, key, row.batch());
            }
        }
    }

    private void restore(int view, long first) {
        store.newest(plan.views().get(view), first, plan.generation())
                .forEach((key, partials) -> writer.add(SimulatedMaps.partitionOf(key), view, key, partials));
    }
}
