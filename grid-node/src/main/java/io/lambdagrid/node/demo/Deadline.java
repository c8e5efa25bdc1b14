package io.lambdagrid.node.demo;

import io.lambdagrid.client.LambdaGridException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A point in time by which everything has to be done. Thread-safe. */
final class Deadline {
    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final Duration limit;
    private final long endNanos;

    private Deadline(Duration limit) {
        this.limit = limit;
        this.endNanos = System.nanoTime() + limit.toNanos();
    }

    static Deadline after(Duration limit) {
        return new Deadline(limit);
    }

    /**
     * Waits until something is there. A cluster that does not answer at the moment (a node may just have been lost) is
     * asked again.
     *
     * @param what completes the sentence "Waited in vain for ..."
     * @throws DemoException when the time ran out
     */
    <T> T await(String what, Supplier<Optional<T>> look) throws InterruptedException {
        String last = "";
        while (System.nanoTime() < endNanos) {
            try {
                Optional<T> found = look.get();
                if (found.isPresent()) {
                    return found.get();
                }
                last = "";
            } catch (LambdaGridException e) {
                last = " The last answer was: " + e.getMessage();
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
        throw inVain(what, last);
    }

    /**
     * Returns if there is time left to wait for something.
     *
     * @throws DemoException when the time ran out
     */
    void check(String what) {
        if (System.nanoTime() >= endNanos) {
            throw inVain(what, "");
        }
    }

    private DemoException inVain(String what, String last) {
        return new DemoException(
                "Waited in vain for " + what + "; all had to be done within " + limit.toSeconds() + " s." + last);
    }
}
