package io.lambdagrid.client;

import io.lambdagrid.client.wire.ViewStatus;

/** A status of a view, and the time before which it was asked for. */
record KnownStatus(ViewStatus status, long askedAtNanos) {
    /** Answers may overtake each other; readers must not go back to a retired generation. */
    KnownStatus later(KnownStatus other) {
        return other.askedAtNanos - askedAtNanos >= 0 ? other : this;
    }

    boolean mayBeKept() {
        return status.guidance().equals(ViewStatus.KEEP);
    }

    /** Returns whether readers are being led elsewhere at this moment. */
    boolean isMoment() {
        return status.guidance().equals(ViewStatus.WAIT);
    }
}
