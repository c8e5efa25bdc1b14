package io.lambdagrid.control;

import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.kafka.Topics;
import io.lambdagrid.master.ArchiveJob;
import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.view.Dataset;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** Keeps a dataset's master dataset there and its archive job running. Confined to the dataset's control thread. */
final class Archive {
    private final DatasetScope scope;
    private final Jobs jobs;
    private final Backoff backoff;
    private final Topics topics;
    private final Master master;
    private boolean tableStands;

    Archive(DatasetScope scope, Backoff backoff) {
        this.scope = scope;
        this.jobs = scope.ports().jobs();
        this.backoff = backoff;
        this.topics = scope.ports().topics();
        this.master = scope.ports().master();
    }

    /** Takes the next step towards a running archive. */
    void upkeep() {
        Dataset dataset = scope.dataset();
        if (!tableStands) {
            createOrEvolveTable(dataset);
        }
        String job = ArchiveJob.name(dataset);
        Jobs.State state = jobs.state(job);
        if (state == Jobs.State.UNDER_WAY) {
            return;
        }
        String failure = state == Jobs.State.FAILED ? jobs.failure(job) : "";
        if (backoff.mayTry(job)) {
            jobs.startArchive();
        }
        if (!failure.isEmpty()) {
            throw StepFailedException.because("The archive has stopped", failure);
        }
    }

    /** An archive that runs under another declaration of the dataset fails after this, and is started anew. */
    private void createOrEvolveTable(Dataset dataset) {
        if (master.exists()) {
            master.evolve();
        } else {
            TopicState topic = topics.inspect(dataset.topic());
            master.createIfAbsent(topic.start());
        }
        tableStands = true;
    }

    /** Returns whether there is a master dataset to build from. */
    boolean stands() {
        return tableStands;
    }

    /** Begins to keep its files in shape if it is time, without a snapshot that is needed. */
    void keepInShape(Set<Long> needed, Supplier<OptionalLong> expireBefore) {
        if (tableStands) {
            master.keepInShape(needed, expireBefore.get());
        }
    }

    /** Returns the newest snapshot of the master dataset. */
    TableSnapshot current() {
        return master.current();
    }
}
