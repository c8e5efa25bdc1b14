package io.lambdagrid.speed;

import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.serving.SharedMaps;

/**
 * Publishes how far the speed job has come. There is one in the whole cluster, so there is one writer of the progress.
 */
final class PublishProgress extends AbstractProcessor {
    private final SpeedPlan plan;
    private AppliedProgress progress;

    PublishProgress(SpeedPlan plan) {
        this.plan = plan;
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        progress = new AppliedProgress(
                SharedMaps.of(context.hazelcastInstance()).map(GridMaps.PROGRESS),
                GridMaps.generationKey(plan.dataset().name(), plan.base()),
                plan.topicId(),
                plan.views().size());
    }

    @Override
    protected boolean tryProcess(int ordinal, Object report) {
        progress.add((Report) report);
        return true;
    }
}
