package io.lambdagrid.speed;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.Progress;
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
 * Publishes how far the speed job has come: the lowest fence of all partitions of the grid. There is one in the whole
 * cluster, so there is one writer of the progress. What was published once is never taken back.
 */
final class PublishProgress extends AbstractProcessor {
    private final SpeedPlan plan;
    private final String key;
    private final Map<Integer, Coverage> appliedByWriter = new HashMap<>();
    private final SortedMap<Integer, PartitionProgress> partitions = new TreeMap<>();
    private IMap<String, Progress> published;
    private Coverage floor;
    private long[] late;
    private int writers = Integer.MAX_VALUE;

    PublishProgress(SpeedPlan plan) {
        this.plan = plan;
        this.key = GridMaps.generationKey(plan.dataset().name(), plan.base());
        this.late = new long[plan.views().size()];
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

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        published = context.hazelcastInstance().getMap(GridMaps.PROGRESS);
        Progress before = published.get(key);
        floor = before == null ? Coverage.of(plan.topicId(), Map.of()) : Coverage.parse(before.appliedCoverage());
        if (before != null && before.late().length == late.length) {
            late = before.late().clone();
        }
    }

    @Override
    protected boolean tryProcess(int ordinal, Object report) {
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
        return true;
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
                plan.topicId(), numbers, applied, positions, logEnds, numbers.length == 0 ? 0 : freshTo, late.clone());
    }
}
