package io.lambdagrid.control;

import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.master.ArchiveJob;
import io.lambdagrid.master.MasterTable;
import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.view.Dataset;

/** Keeps a dataset's master dataset there and its archive job running. Confined to the dataset's control thread. */
final class Archive {
    private final DatasetScope scope;
    private final Jobs jobs;
    private final Backoff backoff;
    private final TopicInspector inspector;
    private final MasterTable table;
    private boolean tableStands;

    Archive(DatasetScope scope, Jobs jobs, Backoff backoff, TopicInspector inspector) {
        this.scope = scope;
        this.jobs = jobs;
        this.backoff = backoff;
        this.inspector = inspector;
        this.table = new MasterTable(scope.settings().master(), scope.dataset());
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
            scope.grid()
                    .getJet()
                    .newJobIfAbsent(
                            ArchiveJob.dag(
                                    dataset,
                                    scope.settings().kafka(),
                                    scope.settings().master(),
                                    scope.settings().archive()),
                            ArchiveJob.config(dataset));
        }
        if (!failure.isEmpty()) {
            throw StepFailedException.because("The archive has stopped", failure);
        }
    }

    /** An archive that runs under another declaration of the dataset fails after this, and is started anew. */
    private void createOrEvolveTable(Dataset dataset) {
        if (table.exists()) {
            table.evolve();
        } else {
            TopicState topic = inspector.inspect(dataset.topic());
            table.createIfAbsent(topic.start());
        }
        tableStands = true;
    }

    /** Returns whether there is a master dataset to build from. */
    boolean stands() {
        return tableStands;
    }

    /** Returns the newest snapshot of the master dataset. */
    TableSnapshot current() {
        return table.current();
    }
}
