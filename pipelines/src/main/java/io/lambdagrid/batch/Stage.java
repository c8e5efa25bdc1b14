package io.lambdagrid.batch;

import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Increments;
import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.view.ViewFold;

/** Merges what all members found for its partitions of the grid and lays it ready. Has a thread of its own. */
final class Stage extends AbstractProcessor {
    private final BatchPlan plan;
    private final Groups groups;
    private Increments increments;

    Stage(BatchPlan plan) {
        this.plan = plan;
        this.groups = new Groups(plan.views().stream().map(ViewFold::new).toList());
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        increments = new Increments(context.hazelcastInstance(), plan.dataset().name(), plan.base());
    }

    @Override
    protected boolean tryProcess(int ordinal, Object item) {
        groups.add((Delta) item);
        return true;
    }

    @Override
    public boolean complete() {
        for (int partition : groups.partitions()) {
            Delta increment = new Delta(partition);
            groups.take(
                    partition,
                    (view, key, partials) ->
                            increment.parts().add(new Delta.Part(view, RealtimeSlot.EVEN, key, partials)));
            increments.put(increment);
        }
        return true;
    }
}
