package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import io.lambdagrid.serving.SharedMaps;
import io.lambdagrid.serving.SqlNames;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control loop of one member. Every member has one, but only that of the oldest member acts. Two that act at once,
 * as in a split cluster, do no harm: what counts is decided by Cassandra and by the fences.
 */
public final class Controller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final long STEP_MILLIS = 250;
    private static final long STATUS_MILLIS = 1_000;

    private final HazelcastInstance grid;
    private final ControlSettings settings;
    private final List<DatasetViews> configured;
    private final ViewCompiler compiler;
    private final Clock clock;
    private final List<DatasetControl> controls = new CopyOnWriteArrayList<>();
    private final AtomicBoolean toldOfLoss = new AtomicBoolean();
    private final ViewIntake intake;
    private volatile boolean leading;
    private volatile boolean waitsForMajority;
    private @Nullable ScheduledExecutorService threads;
    private @Nullable UUID lossListener;

    public Controller(
            HazelcastInstance grid,
            ControlSettings settings,
            List<DatasetViews> configured,
            ViewCompiler compiler,
            Clock clock) {
        this.grid = grid;
        this.settings = settings;
        this.configured = List.copyOf(configured);
        this.compiler = compiler;
        this.clock = clock;
        this.intake = new ViewIntake(
                SharedMaps.of(grid),
                configured.stream().map(DatasetViews::dataset).toList(),
                compiler);
    }

    /** Begins to watch; acts from the moment this member is the oldest. */
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newScheduledThreadPool(2 * configured.size() + 2, task -> {
            Thread thread = new Thread(task, "lambda-control");
            thread.setDaemon(true);
            return thread;
        });
        threads = started;
        repeat(started, this::lookWhoLeads, STEP_MILLIS);
        repeat(started, () -> act(intake::step), STEP_MILLIS);
        lossListener = grid.getPartitionService().addPartitionLostListener(lost -> tellWhatIsLost(started));
        for (DatasetViews dataset : configured) {
            DatasetControl control = new DatasetControl(new DatasetScope(
                    Ports.of(grid, settings, dataset.dataset(), clock), settings, dataset, compiler, clock));
            controls.add(control);
            repeat(started, () -> act(control::step), STEP_MILLIS);
            repeat(started, () -> act(control::publishStatus), STATUS_MILLIS);
        }
    }

    /** Many partitions are lost at once; readers must hear of it before the next step finds it out. */
    private void tellWhatIsLost(ScheduledExecutorService started) {
        if (toldOfLoss.compareAndSet(false, true) && !started.isShutdown()) {
            started.execute(() -> {
                toldOfLoss.set(false);
                controls.forEach(control -> act(control::rowsMayBeLost));
            });
        }
    }

    private static void repeat(ScheduledExecutorService threads, Runnable task, long delayMillis) {
        // The tasks guard themselves, so there is nothing to learn from the future.
        var unused = threads.scheduleWithFixedDelay(task, 0, delayMillis, TimeUnit.MILLISECONDS);
    }

    private void lookWhoLeads() {
        guarded(() -> {
            boolean oldest = grid.getCluster().getMembers().iterator().next().localMember();
            if (oldest && !leading) {
                new SqlNames(grid).publishSystemViews();
                LOG.info(
                        "control member={} leads",
                        grid.getCluster().getLocalMember().getAddress());
            }
            leading = oldest;
        });
    }

    private void act(Runnable step) {
        guarded(() -> {
            if (leading) {
                step.run();
                waitsForMajority = false;
            }
        });
    }

    /** A step that fails must not end the loop. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.debug("The member is shutting down", e);
        } catch (SplitBrainProtectionException e) {
            if (!waitsForMajority) {
                waitsForMajority = true;
                LOG.warn(
                        "control waits: {} members see each other, which is not the majority of 'cluster.members'",
                        grid.getCluster().getMembers().size());
            }
        } catch (RuntimeException e) {
            LOG.error("A step of the control loop failed; the next one follows", e);
        }
    }

    /** Stops acting. Jobs go on: they belong to the cluster, not to this member. */
    @Override
    public synchronized void close() {
        if (threads == null) {
            return;
        }
        stopListening();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The control loop did not stop within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        controls.forEach(DatasetControl::close);
        threads = null;
    }

    private void stopListening() {
        if (lossListener != null && grid.getLifecycleService().isRunning()) {
            grid.getPartitionService().removePartitionLostListener(lossListener);
        }
        lossListener = null;
    }
}
