package io.lambdagrid.speed;

import java.time.Duration;

/** Says when an interval has passed since it last said so. Confined to one thread. */
final class Pulse {
    private final long intervalNanos;
    private long lastNanos = System.nanoTime();

    Pulse(Duration interval) {
        this.intervalNanos = interval.toNanos();
    }

    boolean isDue() {
        long now = System.nanoTime();
        if (now - lastNanos < intervalNanos) {
            return false;
        }
        lastNanos = now;
        return true;
    }
}
