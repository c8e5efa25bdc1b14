package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Jet jobs by their deterministic names. */
final class Jobs {
    private static final Pattern GRID_ERROR = Pattern.compile("(LG-\\d+)\\s+([^\\n]*)");

    private final HazelcastInstance grid;

    Jobs(HazelcastInstance grid) {
        this.grid = grid;
    }

    /** What is known of the newest job of a name. */
    enum State {
        /** There is none, or it was cancelled. */
        ABSENT,
        UNDER_WAY,
        COMPLETED,
        FAILED
    }

    State state(String name) {
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

    /** Returns why the newest job of a name, which has ended, failed: a sentence with its code. */
    String failure(String name) {
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

    /** Cancels the job of a name and returns when it has ended; does nothing when there is none. */
    void end(String name) {
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

    static boolean isPassing(@Nullable String failure) {
        return failure == null || failure.startsWith("LG-3") || failure.startsWith("LG-4");
    }
}
