package io.lambdagrid.client;

import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.client.wire.ViewStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where each view's rows are. A status is kept for a second at most: after a switch the old generation stays readable
 * and up to date for ten seconds at least, so that a reader who has not heard of the switch yet is not wrong.
 * Thread-safe.
 */
final class ViewCatalog {
    static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final Connection connection;
    private final LongSupplier nanoClock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** A status and the time before which it was asked for. */
    private record Known(ViewStatus status, long askedAtNanos) {
        /** Answers may overtake each other; readers must not go back to a retired generation. */
        Known later(Known other) {
            return other.askedAtNanos - askedAtNanos >= 0 ? other : this;
        }
    }

    ViewCatalog(Connection connection, LongSupplier nanoClock) {
        this.connection = connection;
        this.nanoClock = nanoClock;
    }

    /** Returns the status of a view, a second old at most. */
    ViewStatus recent(String view) {
        Known last = known.get(view);
        return last != null && isRecent(last) ? last.status() : latest(view);
    }

    /** Returns the status of a view as the cluster knows it now. */
    ViewStatus latest(String view) {
        long askedAt = nanoClock.getAsLong();
        ViewStatus status = connection.<ViewStatus, @Nullable ViewStatus>ask(GridMaps.VIEWS, map -> map.get(view));
        return learn(view, status, askedAt);
    }

    CompletionStage<ViewStatus> recentAsync(String view) {
        Known last = known.get(view);
        return last != null && isRecent(last) ? CompletableFuture.completedStage(last.status()) : latestAsync(view);
    }

    CompletionStage<ViewStatus> latestAsync(String view) {
        long askedAt = nanoClock.getAsLong();
        return connection
                .<ViewStatus, @Nullable ViewStatus>askAsync(GridMaps.VIEWS, map -> map.getAsync(view))
                .thenApply(status -> learn(view, status, askedAt));
    }

    /** Returns how far the served generation has come; empty while it has not reported. */
    Optional<Progress> progress(ViewStatus status) {
        String key = GridMaps.generationKey(status.dataset(), status.base());
        return Optional.ofNullable(
                connection.<Progress, @Nullable Progress>ask(GridMaps.PROGRESS, map -> map.get(key)));
    }

    void requireDataset(String dataset) {
        Collection<ViewStatus> statuses =
                connection.<ViewStatus, Collection<ViewStatus>>ask(GridMaps.VIEWS, IMap::values);
        TreeSet<String> datasets = new TreeSet<>();
        statuses.forEach(status -> datasets.add(status.dataset()));
        if (!datasets.contains(dataset)) {
            throw notFound("dataset", dataset, datasets);
        }
    }

    private boolean isRecent(Known last) {
        return nanoClock.getAsLong() - last.askedAtNanos() < MAX_AGE.toNanos();
    }

    private ViewStatus learn(String view, @Nullable ViewStatus status, long askedAt) {
        if (status == null) {
            known.remove(view);
            throw notFound("view", view, connection.ask(GridMaps.VIEWS, IMap::keySet));
        }
        Known answer = new Known(status, askedAt);
        return known.merge(view, answer, Known::later).status();
    }

    private static LambdaGridException notFound(String kind, String name, Collection<String> names) {
        String list = names.isEmpty()
                ? "The cluster has no " + kind + "s yet."
                : "The cluster has the " + kind + "s: " + String.join(", ", new TreeSet<>(names)) + ".";
        return new LambdaGridException(
                ErrorCode.NOT_FOUND, "There is no " + kind + " '" + name + "'. " + Suggestion.of(name, names) + list);
    }
}
