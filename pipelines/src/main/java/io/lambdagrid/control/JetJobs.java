package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import io.lambdagrid.batch.BatchJob;
import io.lambdagrid.batch.BatchPlan;
import io.lambdagrid.batch.ComparisonJob;
import io.lambdagrid.batch.ComparisonPlan;
import io.lambdagrid.batch.RestoreJob;
import io.lambdagrid.batch.StageJob;
import io.lambdagrid.batch.StoreJob;
import io.lambdagrid.master.ArchiveJob;
import io.lambdagrid.speed.SpeedJob;
import io.lambdagrid.speed.SpeedPlan;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jobs of one dataset in Jet. */
final class JetJobs implements Jobs {
    private static final Pattern GRID_ERROR = Pattern.compile("(LG-\\d+)\\s+([^\\n]*)");

    private final HazelcastInstance grid;
    private final ControlSettings settings;
    private final Dataset dataset;

    JetJobs(HazelcastInstance grid, ControlSettings settings, Dataset dataset) {
        this.grid = grid;
        this.settings = settings;
        this.dataset = dataset;
    }

    @Override
    public State state(String name) {
        Job job = grid.getJet().getJob(name);
        if (job == null) {
            return State.ABSENT;
        }
        JobStatus status = job.getStatus();
        if (status == JobStatus.COMPLETED) {
            return State.COMPLETED;
        }
        if (status == JobStatus.FAILED) {
            return job.isUserCancelled() ? State.ABSENT : State.FAILED;
        }
        return State.UNDER_WAY;
    }

    @Override
    public String failure(String name) {
        Job job = grid.getJet().getJob(name);
        if (job == null) {
            return "";
        }
        try {
            job.join();
            return "";
        } catch (CancellationException e) {
            return "It was cancelled.";
        } catch (CompletionException e) {
            return sentence(e);
        }
    }

    private static String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher error = GRID_ERROR.matcher(String.valueOf(cause.getMessage()));
            if (error.find()) {
                return error.group(1) + "  " + error.group(2);
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return GridError.INTERNAL.code() + "  "
                + String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void end(String name) {
        Job job = grid.getJet().getJob(name);
        if (job == null || job.getStatus().isTerminal()) {
            return;
        }
        try {
            job.cancel();
            job.join();
        } catch (CompletionException | IllegalStateException e) {
            requireEnded(job, e);
        }
    }

    private static void requireEnded(Job job, RuntimeException cause) {
        if (!job.getStatus().isTerminal()) {
            throw new GridException(
                    GridError.INTERNAL, "Job '" + job.getName() + "' did not end when it was cancelled.", cause);
        }
    }

    @Override
    public void startArchive() {
        grid.getJet()
                .newJobIfAbsent(
                        ArchiveJob.dag(dataset, settings.kafka(), settings.master(), settings.archive()),
                        ArchiveJob.config(dataset));
    }

    @Override
    public void startSpeed(SpeedPlan plan) {
        SpeedJob.start(grid, plan);
    }

    @Override
    public void startBatch(BatchPlan plan) {
        BatchJob.start(grid, plan);
    }

    @Override
    public void startStage(BatchPlan plan) {
        StageJob.start(grid, plan);
    }

    @Override
    public void startStore(BatchPlan plan) {
        StoreJob.start(grid, plan);
    }

    @Override
    public void startRestore(BatchPlan plan) {
        RestoreJob.start(grid, plan);
    }

    @Override
    public void startComparison(ComparisonPlan plan) {
        ComparisonJob.start(grid, plan);
    }

    @Override
    public long rowsStored(String name) {
        return StoreJob.rowsStored(grid, name);
    }
}
