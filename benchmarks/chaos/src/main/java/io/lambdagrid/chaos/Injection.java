package io.lambdagrid.chaos;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.ServerKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Makes happen what a schedule says, and heals it. */
final class Injection implements AutoCloseable {
    private final Nodes nodes;
    private final LocalStack stack;
    private final FileSystemFaults files;
    private final LambdaGrid grid;
    private final Consumer<String> log;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
    private final List<Future<?>> events = new ArrayList<>();
    private final Map<Fault.Target, Lock> targets = new ConcurrentHashMap<>();

    Injection(Nodes nodes, LocalStack stack, FileSystemFaults files, LambdaGrid grid, Consumer<String> log) {
        this.nodes = nodes;
        this.stack = stack;
        this.files = files;
        this.grid = grid;
        this.log = log;
    }

    /** Begins now; returns at once. */
    void start(Schedule schedule) {
        for (Schedule.Event event : schedule.events()) {
            events.add(threads.schedule(
                    () -> {
                        happen(event);
                        return event;
                    },
                    event.at().toMillis(),
                    TimeUnit.MILLISECONDS));
        }
    }

    /** Returns when everything has happened and was healed. */
    void await() throws InterruptedException {
        for (Future<?> event : events) {
            try {
                event.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A fault could not be made or healed", e.getCause());
            }
        }
    }

    /** What is hit has to be back before it is hit again; a busy machine may need longer than the schedule knows. */
    private void happen(Schedule.Event event) throws InterruptedException, IOException {
        if (event.fault().target() == Fault.Target.NOTHING) {
            log.accept(event.toString());
            make(event);
            return;
        }
        Lock target = targets.computeIfAbsent(event.fault().target(), hit -> new ReentrantLock());
        target.lockInterruptibly();
        try {
            log.accept(event.toString());
            make(event);
        } finally {
            target.unlock();
        }
    }

    private void make(Schedule.Event event) throws InterruptedException, IOException {
        switch (event.fault()) {
            case KILL_NODE -> killNode(event.node(), event.lasts());
            case KILL_OLDEST_NODE -> killNode(nodes.oldest(), event.lasts());
            case PAUSE_NODE -> {
                nodes.pause(event.node());
                pass(event.lasts());
                nodes.resume(event.node());
            }
            case CUT_OFF_NODE -> cutOff(event.node(), event.lasts());
            case CUT_OFF_OLDEST_NODE -> cutOff(nodes.oldest(), event.lasts());
            case MUTE_NODE -> {
                nodes.mute(event.node());
                pass(event.lasts());
                nodes.unmute(event.node());
            }
            case SAFE_MODE -> {
                files.enterSafeMode();
                pass(event.lasts());
                files.leaveSafeMode();
            }
            case FULL_HDFS -> {
                files.useUpQuota();
                pass(event.lasts());
                files.liftQuota();
            }
            case KILL_KAFKA -> kill(ServerKind.KAFKA, event.lasts());
            case KILL_HDFS -> kill(ServerKind.HDFS, event.lasts());
            case KILL_CASSANDRA -> kill(ServerKind.CASSANDRA, event.lasts());
            case PAUSE_KAFKA -> pause(ServerKind.KAFKA, event.lasts());
            case PAUSE_HDFS -> pause(ServerKind.HDFS, event.lasts());
            case PAUSE_CASSANDRA -> pause(ServerKind.CASSANDRA, event.lasts());
            case MOVE_SEAM -> ask(() -> grid.batch().run(ChaosConfiguration.DATASET));
            case RECOMPUTE -> ask(() -> grid.batch().recompute(ChaosConfiguration.DATASET));
        }
    }

    private void killNode(int node, Duration lasts) throws InterruptedException, IOException {
        nodes.kill(node);
        pass(lasts);
        nodes.start(node);
    }

    private void cutOff(int node, Duration lasts) throws InterruptedException {
        nodes.cutOff(node);
        pass(lasts);
        nodes.joinAgain(node);
    }

    private void kill(ServerKind kind, Duration lasts) throws InterruptedException {
        Objects.requireNonNull(stack.server(kind)).kill();
        pass(lasts);
        stack.server(kind).restart();
    }

    private void pause(ServerKind kind, Duration lasts) throws InterruptedException {
        stack.server(kind).pause();
        pass(lasts);
        stack.server(kind).resume();
    }

    private void ask(Runnable request) {
        try {
            request.run();
        } catch (LambdaGridException e) {
            log.accept("asked in vain: " + e.getMessage());
        }
    }

    private static void pass(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
