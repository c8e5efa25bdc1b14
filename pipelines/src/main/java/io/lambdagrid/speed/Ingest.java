package io.lambdagrid.speed;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.metrics.Metric;
import com.hazelcast.jet.core.metrics.Metrics;
import com.hazelcast.jet.core.metrics.Unit;
import io.lambdagrid.record.RecordReader;
import io.lambdagrid.record.UnreadableRecordException;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.RejectedRecords;
import io.lambdagrid.serving.SeamMoves;
import io.lambdagrid.serving.SharedMaps;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads its share of the topic, decodes only what some view needs, and sends on what the records add to each partition
 * of the grid. Ordinal 0 leads to {@link Apply}, ordinal 1 to {@link PublishProgress}.
 *
 * <p>Has a thread of its own. Holds no state that must survive: after a restart the fences say where to go on.
 */
final class Ingest extends AbstractProcessor {
    private static final Duration SEAM_INTERVAL = Duration.ofMillis(50);

    private final SpeedPlan plan;
    private final List<ViewFold> folds;
    private final Pulse flush;
    private final Pulse progress;

    private LogReader log;
    private PreAggregation aggregation;
    private RecordReader reader;
    private RejectedRecords rejected;
    private SeamFollower seam;
    private final Deque<Object> outgoing = new ArrayDeque<>();
    private @Nullable Counts counts;
    private long[] toldLate;

    /** Metrics can only be made on the thread that runs the processor. */
    private record Counts(Metric records, Metric rejected, Metric late) {}

    Ingest(SpeedPlan plan) {
        this.plan = plan;
        this.folds = plan.views().stream().map(ViewFold::new).toList();
        this.toldLate = new long[folds.size()];
        this.flush = new Pulse(plan.pace().flushInterval());
        this.progress = new Pulse(plan.pace().progressInterval());
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        HazelcastInstance member = context.hazelcastInstance();
        BitSet columns = new BitSet();
        plan.views().stream().map(ViewDefinition::columnsRead).forEach(columns::or);
        reader = RecordReader.of(plan.dataset(), columns);
        rejected = new RejectedRecords(member, plan.dataset(), plan.base(), Clock.systemUTC());
        log = new LogReader(plan, member, context.globalProcessorIndex(), context.totalParallelism());
        seam = new SeamFollower(
                new SeamMoves(SharedMaps.of(member), plan.dataset().name(), plan.base()),
                new SeamFollower.Reader(
                        context.executionId(), context.globalProcessorIndex(), context.totalParallelism()),
                new Pulse(SEAM_INTERVAL)::isDue);
        aggregation = new PreAggregation(
                folds,
                log.fences(),
                key -> member.getPartitionService().getPartition(key).getPartitionId());
    }

    @Override
    public boolean complete() {
        if (!emitOutgoing()) {
            return false;
        }
        if (!log.isOpen()) {
            log.tryOpen();
            return false;
        }
        seam.follow(log.positions(), log.fences());
        aggregation.passOver(seam.horizons());
        log.poll().forEach(this::add);
        if (progress.isDue()) {
            send(PreAggregation.Recipients.ALL_BEHIND);
            log.lookForNewPartitions();
        } else if (flush.isDue()) {
            send(PreAggregation.Recipients.WITH_ROWS);
        }
        return false;
    }

    private Counts counts() {
        if (counts == null) {
            counts = new Counts(
                    Metrics.metric("records", Unit.COUNT),
                    Metrics.metric("rejected", Unit.COUNT),
                    Metrics.metric("late", Unit.COUNT));
        }
        return counts;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        counts().records().increment();
        try {
            @Nullable Object[] row = reader.read(record.value());
            for (int view = 0; view < folds.size(); view++) {
                addTo(view, row, record);
            }
        } catch (UnreadableRecordException e) {
            reject(record, "", String.valueOf(e.getMessage()));
        }
    }

    private void addTo(int view, @Nullable Object[] row, ConsumerRecord<byte[], byte[]> record) {
        try {
            aggregation.add(
                    view, seam.slot(record.partition(), record.offset()), row, record.partition(), record.offset());
        } catch (NotComputableException e) {
            reject(record, plan.views().get(view).name(), String.valueOf(e.getMessage()));
        }
    }

    private void reject(ConsumerRecord<byte[], byte[]> record, String view, String reason) {
        counts().rejected().increment();
        rejected.add(record.partition(), record.offset(), view, reason, RejectedRecords.text(record.value()));
    }

    /**
     * Sends on what has gathered. Rejected records are kept first, so that nobody sees progress that includes them
     * before he can see them.
     */
    private void send(PreAggregation.Recipients recipients) {
        rejected.flush();
        outgoing.addAll(aggregation.drain(log.positions(), recipients));
        if (recipients == PreAggregation.Recipients.ALL_BEHIND) {
            outgoing.add(log.report());
            outgoing.add(new Report.Late(late()));
        }
    }

    /** Returns what has come too late for its row since it was last asked for, for each view. */
    private long[] late() {
        long[] all = aggregation.passedOver();
        long[] since = all.clone();
        for (int view = 0; view < since.length; view++) {
            since[view] -= toldLate[view];
            counts().late().increment(since[view]);
        }
        toldLate = all;
        return since;
    }

    private boolean emitOutgoing() {
        for (Object next = outgoing.peek(); next != null; next = outgoing.peek()) {
            if (!tryEmit(next instanceof Delta ? 0 : 1, next)) {
                return false;
            }
            outgoing.remove();
        }
        return true;
    }

    @Override
    public void close() {
        log.close();
    }
}
