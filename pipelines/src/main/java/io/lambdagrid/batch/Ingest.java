package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.metrics.Metrics;
import com.hazelcast.jet.core.metrics.Unit;
import io.lambdagrid.cassandra.StoredRejection;
import io.lambdagrid.master.RejectedRow;
import io.lambdagrid.master.RowBatch;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.DeltaBuilder;
import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.serving.RejectedRecords;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ViewFold;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Folds rows of the master dataset into deltas, one scan for all views. Sends them on when it has gathered many groups,
 * and at the end.
 */
final class Ingest extends AbstractProcessor {
    /** The ordinal of the edge for deltas. */
    static final int DELTAS = 0;

    /** The ordinal of the edge for rejected records; there is none where they are passed over. */
    static final int REJECTED = 1;

    private static final int MAX_GROUPS = 200_000;

    private final BatchPlan plan;
    private final Rejections rejections;
    private final List<ViewFold> folds;
    private DeltaBuilder builder;
    private RejectedRecords rejected;
    private final Deque<Object> outgoing = new ArrayDeque<>();
    private boolean ended;

    /** What happens to records that count for nothing. */
    enum Rejections {
        /** They are kept, told of, and sent on to be stored. */
        TOLD,
        /** They are passed over: nothing of what is computed is going to be served. */
        PASSED_OVER
    }

    Ingest(BatchPlan plan, Rejections rejections) {
        this.plan = plan;
        this.rejections = rejections;
        this.folds = plan.views().stream().map(ViewFold::new).toList();
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        HazelcastInstance member = context.hazelcastInstance();
        builder = new DeltaBuilder(
                folds, key -> member.getPartitionService().getPartition(key).getPartitionId());
        builder.passOver(plan.horizons());
        rejected = new RejectedRecords(member, plan.dataset(), plan.base(), Clock.systemUTC());
    }

    @Override
    protected boolean tryProcess(int ordinal, Object item) {
        if (!emitOutgoing()) {
            return false;
        }
        RowBatch batch = (RowBatch) item;
        for (int i = 0; i < batch.rows().size(); i++) {
            add(batch, i);
        }
        for (RejectedRow row : batch.rejected()) {
            reject(row.partition(), row.offset(), "", row.reason(), RejectedRecords.text(row.raw()));
        }
        rejected.flush()
                .forEach(record -> outgoing.add(StoredRejection.of(record).row(plan.stored())));
        if (builder.size() >= MAX_GROUPS) {
            drain();
        }
        return true;
    }

    private void add(RowBatch batch, int index) {
        for (int view = 0; view < folds.size(); view++) {
            try {
                builder.add(view, RealtimeSlot.EVEN, batch.rows().get(index), partition -> true);
            } catch (NotComputableException e) {
                String name = plan.views().get(view).name();
                String text = RejectedRecords.text(plan.dataset(), batch.rows().get(index));
                reject(batch.partition(index), batch.offset(index), name, String.valueOf(e.getMessage()), text);
            }
        }
    }

    private void reject(int partition, long offset, String view, String reason, String text) {
        if (rejections == Rejections.TOLD) {
            rejected.add(partition, offset, view, reason, text);
        }
    }

    private void drain() {
        outgoing.addAll(builder.drain().values());
    }

    private boolean emitOutgoing() {
        for (Object next = outgoing.peek(); next != null; next = outgoing.peek()) {
            if (!tryEmit(next instanceof Delta ? DELTAS : REJECTED, next)) {
                return false;
            }
            outgoing.remove();
        }
        return true;
    }

    @Override
    public boolean complete() {
        if (!ended) {
            if (!emitOutgoing()) {
                return false;
            }
            ended = true;
            Metrics.metric("late", Unit.COUNT)
                    .set(Arrays.stream(builder.passedOver()).sum());
            drain();
        }
        return emitOutgoing();
    }
}
