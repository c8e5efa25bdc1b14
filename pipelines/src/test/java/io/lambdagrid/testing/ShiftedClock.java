package io.lambdagrid.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of this machine, put forward or back. Thread-safe. */
public final class ShiftedClock extends Clock {
    private final Clock clock = Clock.systemUTC();
    private volatile Duration shift = Duration.ZERO;

    public void shiftBy(Duration more) {
        shift = shift.plus(more);
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(shift);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
