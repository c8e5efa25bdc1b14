package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.cassandra.BatchRow;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.view.ViewFold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges what all members found for its partitions of the grid, then fills the view maps and sends the rows on to
 * Cassandra. Has a thread of its own.
 */
final class Apply extends AbstractProcessor {
    private final BatchPlan plan;
    private final List<ViewFold> folds;
    private final List<Parts> parts;
    private final SortedMap<Integer, List<Map<String, Object[]>>> groups = new TreeMap<>();
    private final Deque<BatchRow> outgoing = new ArrayDeque<>();
    private PartWriter writer;
    private @Nullable Iterator<Integer> partitionsLeft;

    Apply(BatchPlan plan) {
        this.plan = plan;
        this.folds = plan.views().stream().map(ViewFold::new).toList();
        this.parts = folds.stream().map(Parts::new).toList();
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        HazelcastInstance member = context.hazelcastInstance();
        writer = new PartWriter(member, plan.dataset(), plan.generation(), plan.attempt(), folds);
    }

    @Override
    protected boolean tryProcess(int ordinal, Object item) {
        Delta delta = (Delta) item;
        List<Map<String, Object[]>> ofPartition = groups.computeIfAbsent(delta.partition(), this::noGroups);
        for (Delta.Part part : delta.parts()) {
            ViewFold fold = folds.get(part.view());
            ofPartition
                    .get(part.view())
                    .merge(part.key(), parts.get(part.view()).read(part.bytes()), fold::merge);
        }
        return true;
    }

    private List<Map<String, Object[]>> noGroups(int partition) {
        List<Map<String, Object[]>> none = new ArrayList<>();
        folds.forEach(fold -> none.add(new HashMap<>()));
        return none;
    }

    /** Writes one partition of the grid after the other, and gives up its memory as it goes. */
    @Override
    public boolean complete() {
        if (partitionsLeft == null) {
            partitionsLeft = List.copyOf(groups.keySet()).iterator();
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
        List<Map<String, Object[]>> ofPartition = Objects.requireNonNull(groups.remove(partition));
        for (int view = 0; view < ofPartition.size(); view++) {
            for (Map.Entry<String, Object[]> group : ofPartition.get(view).entrySet()) {
                byte[] bytes = parts.get(view).write(group.getValue());
                writer.add(partition, view, group.getKey(), bytes);
                outgoing.add(new BatchRow(view, group.getKey(), bytes));
            }
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
}
