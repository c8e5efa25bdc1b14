package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An idempotent request that is repeated, with growing pauses, until Cassandra answers or patience ends. Never blocks:
 * whoever sent it polls. Confined to one thread.
 */
final class RetriedRequest {
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Supplier<CompletionStage<AsyncResultSet>> request;
    private final String attempted;
    private final CassandraSettings settings;
    private final LongSupplier nanoClock;
    private final long sentAtNanos;
    private @Nullable CompletableFuture<AsyncResultSet> attempt;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long retryAtNanos;

    private RetriedRequest(
            Supplier<CompletionStage<AsyncResultSet>> request,
            String attempted,
            CassandraSettings settings,
            LongSupplier nanoClock) {
        this.request = request;
        this.attempted = attempted;
        this.settings = settings;
        this.nanoClock = nanoClock;
        this.sentAtNanos = nanoClock.getAsLong();
    }

    /** Sends a request; {@code attempted} says what it is for, as in {@code write rows of view 'revenue'}. */
    static RetriedRequest send(
            Supplier<CompletionStage<AsyncResultSet>> request,
            String attempted,
            CassandraSettings settings,
            LongSupplier nanoClock) {
        RetriedRequest sent = new RetriedRequest(request, attempted, settings, nanoClock);
        sent.attempt = request.get().toCompletableFuture();
        return sent;
    }

    /**
     * Returns the answer, or {@code null} while there is none; sends the request again when it is time to.
     *
     * @throws GridException LG-303 when patience has ended; LG-999 when Cassandra refuses the request as wrong
     */
    @Nullable
    AsyncResultSet poll() {
        if (attempt == null) {
            if (nanoClock.getAsLong() - retryAtNanos >= 0) {
                attempt = request.get().toCompletableFuture();
            }
            return null;
        }
        if (!attempt.isDone()) {
            return null;
        }
        try {
            return attempt.join();
        } catch (CompletionException e) {
            pauseAfter(e.getCause() == null ? e : e.getCause());
            return null;
        }
    }

    private void pauseAfter(Throwable failure) {
        if (!DriverFailure.isTransient(failure)) {
            throw DriverFailure.asGridException(failure, settings, attempted);
        }
        long now = nanoClock.getAsLong();
        Duration waited = Duration.ofNanos(now - sentAtNanos);
        if (waited.compareTo(settings.patience()) > 0) {
            throw new GridException(
                    GridError.CASSANDRA_UNREACHABLE,
                    "Cassandra at " + settings.where() + " did not " + attempted + " within " + waited.toSeconds()
                            + " s, tried again and again (" + DriverFailure.reason(failure)
                            + "); check that enough of its nodes run, then start the job again",
                    failure);
        }
        attempt = null;
        retryAtNanos = now + pauseNanos;
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }
}
