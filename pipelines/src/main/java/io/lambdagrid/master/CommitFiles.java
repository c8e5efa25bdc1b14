package io.lambdagrid.master;

import com.hazelcast.jet.RestartableException;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one committer of a dataset's table: adds what has arrived, in the order of its arrival, one commit at a time.
 *
 * <p>While the file system is away it keeps what it has and tries the very same commit again. When the table turns out
 * to be elsewhere than the writers believe (a commit of an earlier execution came through late, or another archive is
 * at work), the job restarts, and all begin again at the table's coverage.
 */
final class CommitFiles extends AbstractProcessor {
    private final Committer committer;

    CommitFiles(Dataset dataset, MasterLocation location, InstantSource clock) {
        this.committer = new Committer(
                new MasterTable(location, dataset), new Outage("Committer of '" + dataset.name() + "'", clock));
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    /**
     * Leaves the inbox as it is until it is committed: Jet calls again with the same items, so retries are the same.
     */
    @Override
    public void process(int ordinal, Inbox inbox) {
        if (!committer.isTimeToTry()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            return;
        }
        try {
            if (committer.commit(inbox)) {
                inbox.clear();
            }
        } catch (GridException e) {
            if (e.error() == GridError.COVERAGE_NOT_CONTIGUOUS) {
                throw new RestartableException(e.getMessage(), e);
            }
            throw e;
        }
    }
}
