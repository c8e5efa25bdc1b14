package io.lambdagrid.control;

import io.lambdagrid.batch.BatchJob;
import io.lambdagrid.batch.BatchPlan;
import io.lambdagrid.batch.ComparisonPlan;
import io.lambdagrid.batch.RestoreJob;
import io.lambdagrid.batch.SimulatedBatchJob;
import io.lambdagrid.batch.StageJob;
import io.lambdagrid.batch.StoreJob;
import io.lambdagrid.serving.SimulatedMaps;
import io.lambdagrid.simulation.Points;
import io.lambdagrid.speed.SimulatedSpeedJob;
import io.lambdagrid.speed.SpeedJob;
import io.lambdagrid.speed.SpeedPlan;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Jet in memory: jobs that go on, a small step at a time, whoever started them. */
final class SimulatedJobs {
    private static final String ARCHIVE = "archive";

    private final SimulatedCluster world;
    private final SimulatedMaps maps;
    private final SortedMap<String, Entry> jobs = new TreeMap<>();

    /** The newest job of a name. */
    private static final class Entry {
        private Jobs.State state = Jobs.State.UNDER_WAY;
        private String failure = "";
        private @Nullable SpeedPlan plan;
        private @Nullable SimulatedSpeedJob speed;
        private @Nullable SimulatedBatchJob batch;
    }

    SimulatedJobs(SimulatedCluster world, SimulatedMaps maps) {
        this.world = world;
        this.maps = maps;
    }

    /** Returns the jobs of one half of a split grid: those that read the log begin anew, others are no more. */
    SimulatedJobs copy(SimulatedMaps half) {
        SimulatedJobs copy = new SimulatedJobs(world, half);
        jobs.forEach((name, job) -> {
            if (job.state == Jobs.State.UNDER_WAY && job.plan != null) {
                copy.startSpeed(name, job.plan);
            }
        });
        return copy;
    }

    private void startSpeed(String name, SpeedPlan plan) {
        Entry begun = new Entry();
        begun.plan = plan;
        begun.speed = new SimulatedSpeedJob(
                world.schedule(), plan, world.topic(), maps, world.plant().speedBugs());
        jobs.put(name, begun);
    }

    /** All members are gone, and Jet forgets. */
    void loseAll() {
        jobs.clear();
    }

    /** Returns the names of those that run. */
    Set<String> running() {
        Set<String> running = new TreeSet<>();
        jobs.forEach((name, job) -> {
            if (job.state == Jobs.State.UNDER_WAY && !name.equals(ARCHIVE)) {
                running.add(name);
            }
        });
        return running;
    }

    /** Lets one job go on. */
    void step() {
        List<String> names = new ArrayList<>(running());
        if (!names.isEmpty()) {
            step(world.schedule().oneOf(names));
        }
    }

    void stepAll() {
        running().forEach(this::step);
    }

    private void step(String name) {
        Entry job = Objects.requireNonNull(jobs.get(name));
        try {
            if (job.speed != null) {
                job.speed.step();
                if (world.schedule().onceIn(3)) {
                    job.speed.arrive();
                }
            } else if (job.batch != null && job.batch.step()) {
                world.schedule().note(() -> name + " is complete");
                job.state = Jobs.State.COMPLETED;
            }
        } catch (RuntimeException e) {
            job.state = Jobs.State.FAILED;
            job.failure = e instanceof GridException told ? String.valueOf(told.getMessage()) : "LG-999  " + e;
            world.schedule().note(() -> name + " failed: " + job.failure);
        }
    }

    private void end(Entry job) {
        if (job.speed != null) {
            job.speed.end();
        }
        job.state = Jobs.State.ABSENT;
    }

    /** Returns the jobs as one owner sees them. */
    Jobs of(Points points) {
        return new Seen(points);
    }

    private final class Seen implements Jobs {
        private final Points points;

        Seen(Points points) {
            this.points = points;
        }

        @Override
        public State state(String name) {
            points.at(() -> "state of " + name);
            Entry job = jobs.get(name);
            return job == null ? State.ABSENT : job.state;
        }

        @Override
        public String failure(String name) {
            Entry job = jobs.get(name);
            return job == null ? "" : job.failure;
        }

        @Override
        public void end(String name) {
            points.at(() -> "end " + name);
            Entry job = jobs.get(name);
            if (job != null
                    && job.state == State.UNDER_WAY
                    && world.plant() != SimulatedCluster.Plant.JOBS_ARE_NOT_ENDED) {
                SimulatedJobs.this.end(job);
            }
            points.at(() -> name + " has ended");
        }

        private boolean isRunning(String name) {
            points.at(() -> "start " + name);
            Entry running = jobs.get(name);
            return running != null && running.state == State.UNDER_WAY;
        }

        private @Nullable Entry begin(String name) {
            if (isRunning(name)) {
                return null;
            }
            Entry begun = new Entry();
            jobs.put(name, begun);
            return begun;
        }

        @Override
        public void startArchive() {
            begin(ARCHIVE);
        }

        @Override
        public void startSpeed(SpeedPlan plan) {
            String name = SpeedJob.name(plan.dataset().name(), plan.base());
            if (!isRunning(name)) {
                SimulatedJobs.this.startSpeed(name, plan);
            }
        }

        private SimulatedBatchJob.Servers servers() {
            return new SimulatedBatchJob.Servers(world.topic(), maps, world.store());
        }

        @Override
        public void startBatch(BatchPlan plan) {
            Entry begun = begin(BatchJob.name(plan.dataset().name(), plan.generation()));
            if (begun != null) {
                begun.batch = SimulatedBatchJob.filling(
                        world.schedule(), plan, servers(), world.master().coverage(plan.tableSnapshot()));
            }
        }

        @Override
        public void startStage(BatchPlan plan) {
            Entry begun = begin(StageJob.name(plan.dataset().name(), plan.generation()));
            if (begun != null) {
                begun.batch = SimulatedBatchJob.staging(world.schedule(), plan, servers(), staged(plan));
            }
        }

        private Coverage staged(BatchPlan plan) {
            Coverage to = Objects.requireNonNull(plan.offsets().to());
            return world.plant() == SimulatedCluster.Plant.INCREMENT_ONE_SHORT
                    ? to.with(0, Math.max(0, to.end(0) - 1))
                    : to;
        }

        @Override
        public void startStore(BatchPlan plan) {
            Entry begun = begin(StoreJob.name(plan.dataset().name(), plan.generation()));
            if (begun != null) {
                begun.batch = SimulatedBatchJob.storing(world.schedule(), plan, servers());
            }
        }

        @Override
        public void startRestore(BatchPlan plan) {
            Entry begun = begin(RestoreJob.name(plan.dataset().name(), plan.generation()));
            if (begun != null) {
                boolean isPlanted = world.plant() == SimulatedCluster.Plant.RESTORES_THE_LAST_GENERATION_ALONE;
                long first = isPlanted ? plan.generation() : plan.base();
                begun.batch = SimulatedBatchJob.restoring(world.schedule(), plan, servers(), first);
            }
        }

        @Override
        public void startComparison(ComparisonPlan plan) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long rowsStored(String name) {
            Entry job = jobs.get(name);
            return job == null || job.batch == null ? 0 : job.batch.rowsStored();
        }
    }
}
