package io.lambdagrid.speed;

import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.view.Coverage;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a speed job has come: the lowest fence of all partitions of the grid. What was published once is never taken
 * back. Confined to one thread; one at a time.
 */
final class AppliedProgress {
    private final SharedMap<Progress> published;
    private final String key;
    private final String topicId;
    private final Map<Integer, Coverage> appliedByWriter = new HashMap<>();
    private final SortedMap<Integer, PartitionProgress> partitions = new TreeMap<>();
    private Coverage floor;
    private long[] late;
    private int writers = Integer.MAX_VALUE;

    /**
     * Goes on from what was published under a key before.
     *
     * @param views how many views the plan has
     */
    AppliedProgress(SharedMap<Progress> published, String key, String topicId, int views) {
        this.published = published;
        this.key = key;
        this.topicId = topicId;
        Progress before = published.get(key);
        this.floor = before == null ? Coverage.of(topicId, Map.of()) : Coverage.parse(before.appliedCoverage());
        this.late =
                before != null && before.late().length == views ? before.late().clone() : new long[views];
    }

    /** What readers said of one partition, oldest first, while its records are not all applied. */
    private static final class PartitionProgress {
        private final Deque<Report.PartitionRead> reads = new ArrayDeque<>();
        private Report.@Nullable PartitionRead newest;
        private long freshToMillis;

        void add(Report.PartitionRead read) {
            reads.add(read);
            newest = read;
        }

        void appliedTo(long end) {
            for (Report.PartitionRead read = reads.peek();
                    read != null && read.position() <= end;
                    read = reads.peek()) {
                freshToMillis = Math.max(freshToMillis, read.freshToMillis());
                reads.remove();
            }
        }
    }

    /** Takes note of what a processor tells, and publishes what follows from it. */
    void add(Report report) {
        if (report instanceof Report.Applied applied) {
            writers = applied.writers();
            appliedByWriter.put(applied.writer(), applied.coverage());
        } else if (report instanceof Report.Read read) {
            read.partitions()
                    .forEach(partition -> progress(partition.partition()).add(partition));
        } else if (report instanceof Report.Late more) {
            Arrays.setAll(late, view -> late[view] + more.byView()[view]);
        }
        publish();
    }

    private PartitionProgress progress(int partition) {
        return partitions.computeIfAbsent(partition, p -> new PartitionProgress());
    }

    private void publish() {
        if (appliedByWriter.size() < writers) {
            return;
        }
        floor = appliedByWriter.values().stream()
                .reduce(Coverage::intersect)
                .map(floor::union)
                .orElse(floor);
        partitions.forEach((partition, progress) -> progress.appliedTo(floor.end(partition)));
        published.set(key, snapshot());
    }

    private Progress snapshot() {
        int[] numbers = partitions.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[] applied = new long[numbers.length];
        long[] positions = new long[numbers.length];
        long[] logEnds = new long[numbers.length];
        long freshTo = Long.MAX_VALUE;
        for (int i = 0; i < numbers.length; i++) {
            PartitionProgress progress = progress(numbers[i]);
            Report.PartitionRead newest = Objects.requireNonNull(progress.newest);
            applied[i] = floor.end(numbers[i]);
            positions[i] = newest.position();
            logEnds[i] = Math.max(newest.logEnd(), newest.position());
            freshTo = Math.min(freshTo, progress.freshToMillis);
        }
        return new Progress(
                topicId, numbers, applied, positions, logEnds, numbers.length == 0 ? 0 : freshTo, late.clone());
    }
}
