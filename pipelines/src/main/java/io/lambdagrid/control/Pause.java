package io.lambdagrid.control;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets others go on for a moment. */
@FunctionalInterface
interface Pause {
    /** Parks the thread. */
    Pause OF_THE_THREAD = length -> LockSupport.parkNanos(length.toNanos());

    /** Returns after about {@code length}, or at once when the thread is interrupted. */
    void rest(Duration length);
}
