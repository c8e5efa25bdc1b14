package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What currently does not work for a dataset, by part. A server that is away troubles many parts at once, again and
 * again and in changing words; the log says it once when it begins and once when it is over. Thread-safe.
 */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    /** What does not pass until somebody acts. */
    private static final Set<GridError> LASTING = EnumSet.of(
            GridError.TOPIC_MISSING,
            GridError.TOPIC_RECREATED,
            GridError.RECORDS_EXPIRED,
            GridError.LOG_TRUNCATED,
            GridError.COVERAGE_NOT_CONTIGUOUS,
            GridError.MASTER_DAMAGED);

    /** What was started again and fails again has not worked in between. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final String dataset;
    private final InstantSource clock;
    private final SortedMap<String, Trouble> byPart = new TreeMap<>();
    private final Map<String, Instant> beginByCause = new HashMap<>();

    /** One part's trouble; {@code wellSince} is null while the part does not work. */
    private record Trouble(
            GridError error,
            String cause,
            String message,
            @Nullable Instant wellSince) {}

    Troubles(String dataset, InstantSource clock) {
        this.dataset = dataset;
        this.clock = clock;
    }

    /** Does one part's step; what goes wrong is noted, and the other parts go on. */
    void watch(String part, Runnable step) {
        try {
            step.run();
            works(part);
        } catch (HazelcastInstanceNotActiveException | SplitBrainProtectionException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(part, e);
        }
    }

    private void failed(String part, RuntimeException e) {
        if (e instanceof GridException failure) {
            note(part, failure);
        } else if (!isInterruption(e)) {
            String message = GridError.INTERNAL.code() + "  " + e;
            if (isNews(part, new Trouble(GridError.INTERNAL, message, message, null))) {
                LOG.error("dataset={} part={} {}", dataset, part, message, e);
            }
        }
    }

    private static boolean isInterruption(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof InterruptedException
                        || (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException)));
    }

    /** Notes that a part does not work; who is told to stop in the middle of a step has no trouble to tell of. */
    void note(String part, GridException failure) {
        if (isInterruption(failure)) {
            return;
        }
        String message = String.valueOf(failure.getMessage());
        String cause = failure.error() == GridError.INTERNAL
                ? message
                : failure.error().code();
        if (isNews(part, new Trouble(failure.error(), cause, message, null))) {
            LOG.warn("dataset={} part={} {}", dataset, part, message);
        }
    }

    private synchronized boolean isNews(String part, Trouble trouble) {
        boolean news = beginByCause.putIfAbsent(trouble.cause(), clock.instant()) == null;
        byPart.put(part, trouble);
        tellWhatIsOver();
        return news;
    }

    /** Notes that a part works; its trouble is over once it has done so for some seconds. */
    synchronized void works(String part) {
        Trouble trouble = byPart.get(part);
        if (trouble == null) {
            return;
        }
        Instant now = clock.instant();
        Instant wellSince = trouble.wellSince() == null ? now : trouble.wellSince();
        if (Duration.between(wellSince, now).compareTo(SETTLED) < 0) {
            byPart.put(part, new Trouble(trouble.error(), trouble.cause(), trouble.message(), wellSince));
            return;
        }
        byPart.remove(part);
        tellWhatIsOver();
    }

    /** Returns whether a part does not work, and will not until somebody acts. */
    synchronized boolean isStopped(String part) {
        Trouble trouble = byPart.get(part);
        return trouble != null && trouble.wellSince() == null && isLasting(trouble.error());
    }

    private void tellWhatIsOver() {
        beginByCause.entrySet().removeIf(begun -> {
            boolean over = byPart.values().stream()
                    .noneMatch(trouble -> trouble.cause().equals(begun.getKey()));
            if (over) {
                LOG.info(
                        "dataset={} over after {} s: {}",
                        dataset,
                        Duration.between(begun.getValue(), clock.instant()).toSeconds(),
                        begun.getKey());
            }
            return over;
        });
    }

    /** Returns what a part suffers from. */
    synchronized Optional<GridError> of(String part) {
        return Optional.ofNullable(byPart.get(part)).map(Trouble::error);
    }

    /** Returns whether something does not work until somebody acts. */
    synchronized boolean needSomebody() {
        return byPart.values().stream().anyMatch(trouble -> isLasting(trouble.error()));
    }

    static boolean isLasting(GridError error) {
        return LASTING.contains(error);
    }

    /** Returns everything that does not work, each cause once, in one line. */
    synchronized String summary() {
        return byPart.values().stream()
                .collect(Collectors.toMap(Trouble::cause, Trouble::message, (first, again) -> first, TreeMap::new))
                .values()
                .stream()
                .collect(Collectors.joining(" | "));
    }
}
