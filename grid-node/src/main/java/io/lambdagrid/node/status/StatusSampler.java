package io.lambdagrid.node.status;

import com.hazelcast.core.HazelcastInstance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second how the grid is doing, so that whoever asks is answered at once, also while the grid itself does
 * not answer. Thread-safe.
 */
public final class StatusSampler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusSampler.class);
    private static final long PERIOD_MILLIS = 1_000;

    /** Counting asks every partition. */
    private static final int SAMPLES_BETWEEN_COUNTS = 5;

    private final HazelcastInstance member;
    private final GridStatus status;
    private final RowCounting counting;
    private final InstantSource clock;
    private final List<BiConsumer<StatusSnapshot, RowCounts>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable StatusSnapshot latest;
    private volatile String trouble = "";
    private RowCounts counts = RowCounts.NONE;
    private long samples;
    private @Nullable ScheduledExecutorService thread;

    public StatusSampler(HazelcastInstance member, InstantSource clock) {
        this.member = member;
        this.status = new GridStatus(member);
        this.counting = new RowCounting(member);
        this.clock = clock;
    }

    /** Adds somebody who is told of each sample, on the sampler's thread. */
    public void listen(BiConsumer<StatusSnapshot, RowCounts> listener) {
        listeners.add(listener);
    }

    /** Begins to look. */
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread sampler = new Thread(task, "lambda-status");
            sampler.setDaemon(true);
            return sampler;
        });
        thread = started;
        // The task guards itself, so there is nothing to learn from the future.
        var unused = started.scheduleWithFixedDelay(this::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sample() {
        try {
            Instant now = clock.instant();
            StatusSnapshot snapshot = new StatusSnapshot(
                    now,
                    status.members(),
                    status.views(),
                    status.progress(),
                    status.generations(),
                    status.partitions());
            latest = snapshot;
            if (samples++ % SAMPLES_BETWEEN_COUNTS == 0) {
                count(snapshot);
            }
            listeners.forEach(listener -> listener.accept(snapshot, counts));
            trouble = "";
        } catch (RuntimeException e) {
            // A member that is shutting down, or sees no majority, does not answer; the next sample tells when it does.
            trouble = String.valueOf(e.getMessage());
            LOG.debug("The status could not be read", e);
        }
    }

    /** A map that is just going away cannot be counted; what was counted last stands until the next time. */
    private void count(StatusSnapshot snapshot) {
        try {
            counts = counting.count(snapshot.views());
        } catch (RuntimeException e) {
            LOG.debug("Rows could not be counted", e);
        }
    }

    /** Returns the last sample; empty before the first. */
    public Optional<StatusSnapshot> latest() {
        return Optional.ofNullable(latest);
    }

    /** Returns why the last look failed; empty when it did not. */
    public String trouble() {
        return trouble;
    }

    /** Returns what can be asked now. */
    public GridStatus status() {
        return status;
    }

    /** Returns whether the member has not been shut down. */
    public boolean isMemberRunning() {
        return member.getLifecycleService().isRunning();
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }
}
