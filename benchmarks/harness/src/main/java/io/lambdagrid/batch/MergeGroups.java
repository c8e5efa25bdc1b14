package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.view.ViewFold;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges groups as {@link Apply} does and leaves them with its member instead of writing them. For one view. */
final class MergeGroups extends AbstractProcessor {
    private static final String GROUPS = "benchmark-groups";

    private final ViewFold fold;
    private final Parts parts;
    private final Map<String, Object[]> groups = new HashMap<>();
    private HazelcastInstance member;

    MergeGroups(BatchPlan plan) {
        this.fold = new ViewFold(plan.views().get(0));
        this.parts = new Parts(fold);
    }

    @SuppressWarnings("unchecked") // What complete() has put there.
    static @Nullable Map<String, Object[]> taken(HazelcastInstance member) {
        return (Map<String, Object[]>) member.getUserContext().remove(GROUPS);
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        member = context.hazelcastInstance();
    }

    @Override
    protected boolean tryProcess(int ordinal, Object item) {
        for (Delta.Part part : ((Delta) item).parts()) {
            groups.merge(part.key(), parts.read(part.bytes()), fold::merge);
        }
        return true;
    }

    @Override
    public boolean complete() {
        member.getUserContext().put(GROUPS, groups);
        return true;
    }
}
