package io.lambdagrid.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Asks until the answer is yes or the time has run out: at first every few milliseconds, then less often. */
final class Waiting {
    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 50;

    private final LongSupplier nanoClock;

    Waiting(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Returns whether the condition came true in time; it is asked once at least. */
    boolean until(BooleanSupplier condition, Duration timeout) {
        long start = nanoClock.getAsLong();
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (!condition.getAsBoolean()) {
            long leftMillis = timeout.minusNanos(nanoClock.getAsLong() - start).toMillis();
            if (leftMillis <= 0) {
                return false;
            }
            pause(Math.min(pauseMillis, leftMillis));
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
        return true;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new LambdaGridException(
                    ErrorCode.REQUEST_INVALID,
                    "The thread was interrupted while it waited. Wait again to know.",
                    interruption);
        }
    }
}
