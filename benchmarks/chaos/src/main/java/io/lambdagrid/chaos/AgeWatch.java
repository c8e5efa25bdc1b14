package io.lambdagrid.chaos;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Watches how long the view stays older than it should be. Has a thread of its own. */
final class AgeWatch implements AutoCloseable {
    /** A view whose newest missing event is older than this is behind. */
    private static final Duration BEHIND = Duration.ofSeconds(5);

    private static final long PAUSE_NANOS = 100_000_000;

    private final LambdaGrid grid;
    private final Thread thread = new Thread(this::watch, "chaos-age");
    private volatile boolean goesOn = true;
    private volatile long longestBehindNanos;

    AgeWatch(LambdaGrid grid) {
        this.grid = grid;
    }

    void start() {
        thread.start();
    }

    private void watch() {
        long upToDate = System.nanoTime();
        while (goesOn) {
            if (isUpToDate()) {
                upToDate = System.nanoTime();
            }
            longestBehindNanos = Math.max(longestBehindNanos, System.nanoTime() - upToDate);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** A grid that does not answer is behind, for all that is known. */
    private boolean isUpToDate() {
        try {
            return grid.view(ChaosConfiguration.VIEW)
                    .freshness()
                    .age(Clock.systemUTC())
                    .filter(age -> age.compareTo(BEHIND) < 0)
                    .isPresent();
        } catch (LambdaGridException e) {
            return false;
        }
    }

    /** Returns the longest time in milliseconds for which the view was behind. */
    long longestBehindMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestBehindNanos);
    }

    @Override
    public void close() {
        goesOn = false;
    }
}
