package io.lambdagrid.master;

import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the master dataset of one dataset in shape: lets old records leave, compacts small files, forgets old table
 * snapshots, deletes what dead writers left behind. Every part of it may be killed at any instruction, and may run on
 * two members at once.
 */
public final class MasterUpkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MasterUpkeep.class);

    private final Dataset dataset;
    private final UpkeepSettings settings;
    private final Clock clock;
    private final RowExpiry rows;
    private final Compaction compaction;
    private final SnapshotExpiry expiry;
    private final OrphanFiles orphans;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile Instant nextRun = Instant.MIN;
    private volatile @Nullable GridException failure;
    private @Nullable ExecutorService thread;

    /** Prepares the upkeep. Does no I/O. */
    public MasterUpkeep(MasterLocation location, Dataset dataset, UpkeepSettings settings, Clock clock) {
        this.dataset = dataset;
        this.settings = settings;
        this.clock = clock;
        this.rows = new RowExpiry(location, dataset);
        this.compaction = new Compaction(location, dataset, settings);
        this.expiry = new SnapshotExpiry(new MasterTable(location, dataset));
        this.orphans = new OrphanFiles(new MasterTable(location, dataset), location.configuration());
    }

    /**
     * What was done.
     *
     * @param expiredRecords how many records have left because they are retained no longer
     * @param forgottenSnapshots how many table snapshots can be read no more
     * @param deletedFiles how many files of dead writers were deleted
     */
    public record Outcome(
            long expiredRecords, Compaction.Outcome compaction, int forgottenSnapshots, int deletedFiles) {}

    /**
     * Does everything there is to do at present. Confined to one thread.
     *
     * @param pinned table snapshots that are needed however old they are; a snapshot that is pinned while this runs is
     *     safe, too, if it was the newest one when it was chosen
     * @param expireBefore records of events before this moment leave, in microseconds since 1970-01-01; empty when all
     *     stay
     * @throws GridException LG-302, LG-402 when the file system does not answer, LG-411 when a file is damaged; calling
     *     again goes on
     */
    public Outcome run(Set<Long> pinned, OptionalLong expireBefore) {
        long expired = expireBefore.isPresent() ? rows.run(expireBefore.getAsLong()) : 0;
        Compaction.Outcome compacted = compaction.run();
        int forgotten = expiry.run(pinned, settings.keepReplaced(), clock.instant());
        int deleted = orphans.run();
        return new Outcome(expired, compacted, forgotten, deleted);
    }

    /**
     * Begins a run on a thread of its own, if one is due and none is under way; returns at once.
     *
     * @throws GridException what the last run threw: once, or until one succeeds if a file is damaged
     */
    public synchronized void runIfDue(Set<Long> pinned, OptionalLong expireBefore) {
        GridException thrown = failure;
        if (thrown != null && thrown.error() != GridError.MASTER_DAMAGED) {
            failure = null;
        }
        boolean due = !settings.interval().isZero() && !clock.instant().isBefore(nextRun);
        if (due && underWay.compareAndSet(false, true)) {
            if (thread == null) {
                thread = Executors.newSingleThreadExecutor(task -> {
                    Thread named = new Thread(task, "lambda-upkeep-" + dataset.name());
                    named.setDaemon(true);
                    return named;
                });
            }
            Set<Long> needed = Set.copyOf(pinned);
            thread.execute(() -> runGuarded(needed, expireBefore));
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    private void runGuarded(Set<Long> pinned, OptionalLong expireBefore) {
        try {
            Outcome outcome = run(pinned, expireBefore);
            LOG.debug("upkeep dataset={} {}", dataset.name(), outcome);
            failure = null;
        } catch (GridException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new GridException(
                    GridError.INTERNAL, "The upkeep of '" + dataset.name() + "' failed: " + MasterFaults.detail(e), e);
        } finally {
            nextRun = clock.instant().plus(settings.interval());
            underWay.set(false);
        }
    }

    /** Ends a run that is under way as soon as it can be ended. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }
}
