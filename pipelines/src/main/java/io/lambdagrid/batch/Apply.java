package io.lambdagrid.batch;

import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.cassandra.BatchRow;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Merges what all members found for its partitions of the grid, then fills the view maps and sends the rows on to
 * Cassandra. Has a thread of its own.
 */
final class Apply extends AbstractProcessor {
    private final BatchPlan plan;
    private final Groups groups;
    private final Deque<BatchRow> outgoing = new ArrayDeque<>();
    private PartWriter writer;
    private @Nullable Iterator<Integer> partitionsLeft;

    Apply(BatchPlan plan) {
        this.plan = plan;
        this.groups = new Groups(plan.views().stream().map(ViewFold::new).toList());
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        writer = PartWriter.of(context.hazelcastInstance(), plan);
    }

    @Override
    protected boolean tryProcess(int ordinal, Object item) {
        groups.add((Delta) item);
        return true;
    }

    /** Writes one partition of the grid after the other, and gives up its memory as it goes. */
    @Override
    public boolean complete() {
        if (partitionsLeft == null) {
            partitionsLeft = groups.partitions().iterator();
        }
        while (emitOutgoing()) {
            if (!partitionsLeft.hasNext()) {
                writer.await();
                return true;
            }
            write(partitionsLeft.next());
        }
        return false;
    }

    private void write(int partition) {
        groups.take(partition, (view, key, partials) -> {
            writer.add(partition, view, key, partials);
            outgoing.add(new BatchRow(view, key, partials));
        });
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
}
