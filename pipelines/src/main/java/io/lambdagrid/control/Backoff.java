package io.lambdagrid.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Says when something that failed may be tried again: after 1 s, 2 s, 4 s ..., at the longest. Confined to one thread.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Duration longest;
    private final Map<String, Wait> waits = new HashMap<>();

    private record Wait(Instant until, Duration length) {}

    Backoff(InstantSource clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    /** Returns whether {@code what} may be tried now; if so, the next try has to wait longer. */
    boolean mayTry(String what) {
        Wait wait = waits.get(what);
        Instant now = clock.instant();
        if (wait != null && now.isBefore(wait.until())) {
            return false;
        }
        Duration length = wait == null ? FIRST : wait.length().multipliedBy(2);
        Duration next = length.compareTo(longest) > 0 ? longest : length;
        waits.put(what, new Wait(now.plus(next), next));
        return true;
    }

    /** Forgets the failures of {@code what}. */
    void succeeded(String what) {
        waits.remove(what);
    }
}
