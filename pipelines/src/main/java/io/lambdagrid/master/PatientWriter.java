package io.lambdagrid.master;

import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.util.Optional;

/** An {@link ArchiveWriter} that goes on after outages, from what it has handed over. Confined to one thread. */
final class PatientWriter implements AutoCloseable {
    private final ArchiveWriter writer;
    private final Outage outage;

    PatientWriter(ArchiveWriter writer, Outage outage) {
        this.writer = writer;
        this.outage = outage;
    }

    /**
     * Returns whether {@link #next} would try to do something; while a server is away, it is only tried now and then.
     */
    boolean isTimeToTry() {
        return outage.isTimeToTry();
    }

    /**
     * Does the next bit of work.
     *
     * @return what is to be committed next
     * @throws GridException when the archive cannot go on
     */
    Optional<ArchivedFile> next(Duration timeout) {
        try {
            Optional<ArchivedFile> archived = writer.step(timeout);
            outage.succeeded();
            return archived;
        } catch (GridException e) {
            if (!Outage.isPassing(e)) {
                throw e;
            }
            outage.failed(e);
            writer.dropUnfinished();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
