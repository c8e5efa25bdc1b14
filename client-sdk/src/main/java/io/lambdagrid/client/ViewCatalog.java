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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where each view's rows are. A status is kept for a second at most, and not at all once it says that readers are about
 * to be led to other maps: a second later everybody asks before he reads, and then they are led there together. Nobody
 * goes on in a generation that others, who have seen more, have left. Thread-safe.
 */
final class ViewCatalog {
    static final Duration MAX_AGE = Duration.ofSeconds(1);
    /** Readers are led elsewhere within a moment; who has to wait for longer goes on where he was. */
    private static final Duration LONGEST_MOMENT = Duration.ofSeconds(2);

    private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);

    private final Connection connection;
    private final Waiting waiting;
    private final LongSupplier nanoClock;
    private final Map<String, KnownStatus> known = new ConcurrentHashMap<>();

    ViewCatalog(Connection connection, Waiting waiting, LongSupplier nanoClock) {
        this.connection = connection;
        this.waiting = waiting;
        this.nanoClock = nanoClock;
    }

    /** Returns by which status a view is to be read. */
    KnownStatus toRead(String view) {
        KnownStatus last = known.get(view);
        if (last != null && last.mayBeKept() && isRecent(last)) {
            return last;
        }
        // Whether the moment is over or not, what was learned last is what counts.
        var unused = waiting.until(() -> !latest(view).isMoment(), LONGEST_MOMENT);
        KnownStatus asked = known.get(view);
        return asked != null ? asked : latest(view);
    }

    CompletionStage<KnownStatus> toReadAsync(String view) {
        KnownStatus last = known.get(view);
        return last != null && last.mayBeKept() && isRecent(last)
                ? CompletableFuture.completedStage(last)
                : askUntil(view, nanoClock.getAsLong() + LONGEST_MOMENT.toNanos());
    }

    private CompletionStage<KnownStatus> askUntil(String view, long deadline) {
        return latestAsync(view)
                .thenCompose(status -> status.isMoment() && nanoClock.getAsLong() - deadline < 0
                        ? CompletableFuture.supplyAsync(() -> askUntil(view, deadline), LATER)
                                .thenCompose(Function.identity())
                        : CompletableFuture.completedStage(status));
    }

    /** Returns whether what was read by this status, just now, is an answer without asking again. */
    boolean isRecent(KnownStatus status) {
        return nanoClock.getAsLong() - status.askedAtNanos() < MAX_AGE.toNanos();
    }

    /** Returns the status of a view as the cluster knows it now. */
    KnownStatus latest(String view) {
        long askedAt = nanoClock.getAsLong();
        ViewStatus status = connection.<ViewStatus, @Nullable ViewStatus>ask(GridMaps.VIEWS, map -> map.get(view));
        return learn(view, status, askedAt);
    }

    CompletionStage<KnownStatus> latestAsync(String view) {
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

    private KnownStatus learn(String view, @Nullable ViewStatus status, long askedAt) {
        if (status == null) {
            known.remove(view);
            throw notFound("view", view, connection.ask(GridMaps.VIEWS, IMap::keySet));
        }
        return known.merge(view, new KnownStatus(status, askedAt), KnownStatus::later);
    }

    private static LambdaGridException notFound(String kind, String name, Collection<String> names) {
        String list = names.isEmpty()
                ? "The cluster has no " + kind + "s yet."
                : "The cluster has the " + kind + "s: " + String.join(", ", new TreeSet<>(names)) + ".";
        return new LambdaGridException(
                ErrorCode.NOT_FOUND, "There is no " + kind + " '" + name + "'. " + Suggestion.of(name, names) + list);
    }
}
