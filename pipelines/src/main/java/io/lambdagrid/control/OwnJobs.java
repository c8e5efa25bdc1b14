package io.lambdagrid.control;

import java.util.HashSet;
import java.util.Set;

/**
 * Jobs that may be repeated and that count only when this owner has started them: of one that was found, it is not
 * known on what state it worked. Confined to the dataset's control thread.
 */
final class OwnJobs {
    private final Jobs jobs;
    private final Backoff backoff;
    private final Set<String> started = new HashSet<>();

    OwnJobs(Jobs jobs, Backoff backoff) {
        this.jobs = jobs;
        this.backoff = backoff;
    }

    /**
     * Takes the next step of a job; returns whether it has completed.
     *
     * @throws StepFailedException when it has failed; it is started again by a later call
     */
    boolean advance(String job, Runnable start) {
        if (!started.contains(job)) {
            jobs.end(job);
            begin(job, start);
            return false;
        }
        return switch (jobs.state(job)) {
            case UNDER_WAY -> false;
            case COMPLETED -> {
                started.remove(job);
                backoff.succeeded(job);
                yield true;
            }
            case ABSENT -> {
                begin(job, start);
                yield false;
            }
            case FAILED -> {
                String failure = jobs.failure(job);
                begin(job, start);
                throw StepFailedException.because("The job '" + job + "' failed and is tried again", failure);
            }
        };
    }

    /** Lets a job that has completed count no more: what it worked on is gone. */
    void forget(String job) {
        started.remove(job);
    }

    private void begin(String job, Runnable start) {
        if (backoff.mayTry(job)) {
            start.run();
            started.add(job);
        }
    }
}
