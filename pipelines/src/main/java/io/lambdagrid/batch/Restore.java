package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.cassandra.BatchRow;
import io.lambdagrid.cassandra.StoredRejection;
import io.lambdagrid.client.wire.RejectedRecord;
import io.lambdagrid.serving.RejectedRecords;
import io.lambdagrid.view.ViewFold;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Puts batch parts that were kept in Cassandra back into the view maps, and the records that were rejected back where
 * SQL sees them. Has a thread of its own.
 */
final class Restore extends AbstractProcessor {
    private static final int REJECTED_PER_WRITE = 500;

    private final BatchPlan plan;
    private final List<ViewFold> folds;
    private HazelcastInstance member;
    private PartWriter writer;
    private RejectedRecords rejected;
    private int rejectedRows;

    Restore(BatchPlan plan) {
        this.plan = plan;
        this.folds = plan.views().stream().map(ViewFold::new).toList();
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        member = context.hazelcastInstance();
        rejected = new RejectedRecords(member, plan.dataset(), plan.base(), Clock.systemUTC());
        writer = PartWriter.of(member, plan);
    }

    @Override
    protected boolean tryProcess(int ordinal, Object item) {
        BatchRow row = (BatchRow) item;
        if (row.view() == plan.stored().rejected()) {
            reject(StoredRejection.of(row));
            return true;
        }
        if (folds.get(row.view()).hasLeft(row.key(), plan.horizons())) {
            return true;
        }
        int partition = member.getPartitionService().getPartition(row.key()).getPartitionId();
        writer.add(partition, row.view(), row.key(), row.partials());
        return true;
    }

    private void reject(StoredRejection row) {
        rejected.add(new RejectedRecord(
                plan.dataset().name(),
                plan.base(),
                plan.dataset().topic(),
                row.partition(),
                row.offset(),
                row.view(),
                row.reason(),
                row.text(),
                row.rejectedAt().atOffset(ZoneOffset.UTC)));
        rejectedRows++;
        if (rejectedRows % REJECTED_PER_WRITE == 0) {
            rejected.flush();
        }
    }

    @Override
    public boolean complete() {
        rejected.flush();
        writer.await();
        return true;
    }
}
