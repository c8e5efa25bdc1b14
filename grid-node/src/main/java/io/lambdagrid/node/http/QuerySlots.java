package io.lambdagrid.node.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lambdagrid.node.config.HttpLimits;
import io.lambdagrid.view.GridError;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets only so many statements run at once, of all callers and of each. Thread-safe. */
final class QuerySlots {
    private final HttpLimits limits;
    private final AtomicInteger running;
    private final ConcurrentHashMap<String, Integer> byCaller = new ConcurrentHashMap<>();

    /** Runs a statement. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /**
     * No statement runs yet.
     *
     * @param running where to count how many do
     */
    QuerySlots(HttpLimits limits, AtomicInteger running) {
        this.limits = limits;
        this.running = running;
    }

    /** Does the work if there is room for it, now. */
    void run(Context request, Caller caller, Work work) throws Exception {
        if (byCaller.merge(caller.name(), 1, Integer::sum) > limits.queriesPerCaller()) {
            release(caller);
            throw full(
                    request,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "You have " + limits.queriesPerCaller()
                            + " statements running, and no more are run at once. Wait for one of them to end.");
        }
        try {
            if (running.incrementAndGet() > limits.queries()) {
                throw full(
                        request,
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "This node runs " + limits.queries()
                                + " statements, and no more at once. Ask again in a moment, or ask another node.");
            }
            work.run();
        } finally {
            running.decrementAndGet();
            release(caller);
        }
    }

    private void release(Caller caller) {
        byCaller.computeIfPresent(caller.name(), (name, count) -> count == 1 ? null : count - 1);
    }

    private static Refusal full(Context request, HttpStatus status, String sentence) {
        request.header("Retry-After", "1");
        return new Refusal(status, GridError.TOO_MUCH_AT_ONCE, sentence);
    }
}
