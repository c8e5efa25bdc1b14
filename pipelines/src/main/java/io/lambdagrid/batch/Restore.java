package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.cassandra.BatchRow;
import io.lambdagrid.view.ViewFold;

/** Puts batch parts that were kept in Cassandra back into the view maps. Has a thread of its own. */
final class Restore extends AbstractProcessor {
    private final BatchPlan plan;
    private HazelcastInstance member;
    private PartWriter writer;

    Restore(BatchPlan plan) {
        this.plan = plan;
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        member = context.hazelcastInstance();
        writer = new PartWriter(
                member,
                plan.dataset(),
                plan.base(),
                plan.attempt(),
                plan.views().stream().map(ViewFold::new).toList());
    }

    @Override
    protected boolean tryProcess(int ordinal, Object item) {
        BatchRow row = (BatchRow) item;
        int partition = member.getPartitionService().getPartition(row.key()).getPartitionId();
        writer.add(partition, row.view(), row.key(), row.partials());
        return true;
    }

    @Override
    public boolean complete() {
        writer.await();
        return true;
    }
}
