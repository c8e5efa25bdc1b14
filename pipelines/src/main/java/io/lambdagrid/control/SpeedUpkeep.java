package io.lambdagrid.control;

import io.lambdagrid.speed.SpeedJob;
import io.lambdagrid.view.Generation;

/** Keeps the speed job of a generation running. Confined to the dataset's control thread. */
final class SpeedUpkeep {
    private final DatasetScope scope;
    private final Jobs jobs;
    private final Backoff backoff;

    SpeedUpkeep(DatasetScope scope, Backoff backoff) {
        this.scope = scope;
        this.jobs = scope.ports().jobs();
        this.backoff = backoff;
    }

    /**
     * Starts the job unless it is running. A job that failed is tried again and again, ever more slowly: if its reason
     * has passed it goes on exactly where it stopped, and if not it says the same again.
     */
    void keepRunning(Generation generation) {
        String job = SpeedJob.name(generation.dataset(), generation.base());
        Jobs.State state = jobs.state(job);
        if (state == Jobs.State.UNDER_WAY) {
            return;
        }
        String failure = state == Jobs.State.FAILED ? jobs.failure(job) : "";
        if (backoff.mayTry(job)) {
            jobs.startSpeed(scope.speedPlan(generation));
        }
        if (!failure.isEmpty()) {
            throw StepFailedException.because("The speed job has stopped", failure);
        }
    }

    void end(Generation generation) {
        jobs.end(SpeedJob.name(generation.dataset(), generation.base()));
    }
}
