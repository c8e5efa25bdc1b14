package io.lambdagrid.master;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers that a server is away: says so once, says once that it is back, and spaces the tries in between. Confined
 * to one thread.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String who;
    private final InstantSource clock;
    private @Nullable Instant since;
    private Instant nextTry = Instant.MIN;
    private Duration pause = FIRST_PAUSE;

    Outage(String who, InstantSource clock) {
        this.who = who;
        this.clock = clock;
    }

    /** Returns whether an error goes away without anybody changing what we were told to do. */
    static boolean isPassing(GridException error) {
        return error.error() == GridError.MASTER_UNREACHABLE
                || error.error() == GridError.OUTCOME_UNKNOWN
                || error.error() == GridError.KAFKA_UNREACHABLE
                || error.error() == GridError.TOPIC_MISSING;
    }

    boolean isTimeToTry() {
        return !clock.instant().isBefore(nextTry);
    }

    void failed(GridException error) {
        Instant now = clock.instant();
        if (since == null && !isInterruption(error)) {
            since = now;
            LOG.warn("{} waits: {}", who, error.getMessage());
        }
        nextTry = now.plus(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    void succeeded() {
        if (since != null) {
            tellIfLong(Duration.between(since, clock.instant()));
        }
        since = null;
        pause = FIRST_PAUSE;
        nextTry = Instant.MIN;
    }

    /** While a server is coming back it may answer, and not answer, several times a second. */
    private void tellIfLong(Duration length) {
        if (length.compareTo(LONGEST_PAUSE) >= 0) {
            LOG.info("{} goes on after {} s", who, length.toSeconds());
        }
    }

    /** Somebody who is told to stop in the middle of a request has no outage to report. */
    private static boolean isInterruption(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean ioInterrupted =
                    cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException);
            if (ioInterrupted || cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }
}
