package io.lambdagrid.client;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A replay, followed through its run. */
final class RequestedReplay implements Replay {
    private final String dataset;
    private final ListedRejections rejections;
    private final ListedRejections.Known before;
    private final @Nullable BatchRun run;

    /** @param run {@code null} when there was nothing to replay */
    RequestedReplay(
            String dataset, ListedRejections rejections, ListedRejections.Known before, @Nullable BatchRun run) {
        this.dataset = dataset;
        this.rejections = rejections;
        this.before = before;
        this.run = run;
    }

    @Override
    public String id() {
        return run == null ? "" : run.id();
    }

    @Override
    public String dataset() {
        return dataset;
    }

    @Override
    public long records() {
        return before.reasons().size();
    }

    @Override
    public Optional<String> outcome() {
        return run == null ? Optional.of(DONE) : run.outcome();
    }

    @Override
    public boolean await(Duration timeout) {
        return run == null || run.await(timeout);
    }

    @Override
    public Result result() {
        ListedRejections.Known now = rejections.known(dataset);
        Map<String, Long> remaining = new HashMap<>();
        Set<ListedRejections.Place> places = before.reasons().keySet();
        now.reasons().forEach((place, reason) -> {
            if (places.contains(place)) {
                remaining.merge(reason, 1L, Long::sum);
            }
        });
        List<Reason> reasons = remaining.entrySet().stream()
                .map(entry -> new Reason(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Reason::records).reversed().thenComparing(Reason::reason))
                .toList();
        long stillRejected =
                remaining.values().stream().mapToLong(Long::longValue).sum();
        return new Result(records() - stillRejected, reasons, before.isComplete() && now.isComplete());
    }
}
