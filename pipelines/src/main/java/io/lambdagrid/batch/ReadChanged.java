package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.cassandra.BatchRow;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.ViewRows;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the batch parts of the rows that an increment has changed. Has a thread of its own. */
final class ReadChanged extends AbstractProcessor {
    private final BatchPlan plan;
    private final Deque<BatchRow> outgoing = new ArrayDeque<>();
    private List<ViewRows> views;

    ReadChanged(BatchPlan plan) {
        this.plan = plan;
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        HazelcastInstance member = context.hazelcastInstance();
        views = plan.views().stream()
                .map(view -> new ViewRows(member, new ViewFold(view), plan.base()))
                .toList();
    }

    @Override
    @SuppressWarnings("unchecked") // What the source of a map emits.
    protected boolean tryProcess(int ordinal, Object item) {
        if (!emitOutgoing()) {
            return false;
        }
        Delta increment = ((Map.Entry<Integer, Delta>) item).getValue();
        for (int view = 0; view < views.size(); view++) {
            read(view, increment);
        }
        return true;
    }

    private void read(int view, Delta increment) {
        Set<String> keys = new HashSet<>();
        for (Delta.Part part : increment.parts()) {
            if (part.view() == view) {
                keys.add(part.key());
            }
        }
        Map<String, byte[]> batchParts = views.get(view).batchParts(keys);
        for (String key : keys) {
            byte[] batch = batchParts.get(key);
            if (batch == null) {
                throw new GridException(
                        GridError.VIEW_INCOMPLETE,
                        "View '" + plan.views().get(view).name() + "' has lost the row '" + key
                                + "' while its seam was moved.");
            }
            outgoing.add(new BatchRow(view, key, batch));
        }
    }

    private boolean emitOutgoing() {
        for (BatchRow next = outgoing.peek(); next != null; next = outgoing.peek()) {
            if (!tryEmit(next)) {
                return false;
            }
            outgoing.remove();
        }
        return true;
    }

    @Override
    public boolean complete() {
        return emitOutgoing();
    }
}
