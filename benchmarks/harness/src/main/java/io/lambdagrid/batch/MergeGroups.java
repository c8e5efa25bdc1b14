package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.view.ViewFold;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges groups as {@link Apply} does and leaves them with its member instead of writing them. For one view. */
final class MergeGroups extends AbstractProcessor {
    private static final String MERGED = "benchmark-groups";

    private final Groups groups;
    private HazelcastInstance member;

    MergeGroups(BatchPlan plan) {
        this.groups = new Groups(plan.views().stream().map(ViewFold::new).toList());
    }

    @SuppressWarnings("unchecked") // What complete() has put there.
    static @Nullable Map<String, byte[]> taken(HazelcastInstance member) {
        return (Map<String, byte[]>) member.getUserContext().remove(MERGED);
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
        groups.add((Delta) item);
        return true;
    }

    @Override
    public boolean complete() {
        Map<String, byte[]> merged = new HashMap<>();
        for (int partition : groups.partitions()) {
            groups.take(partition, (view, key, partials) -> merged.put(key, partials));
        }
        member.getUserContext().put(MERGED, merged);
        return true;
    }
}
