package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.GridFences;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.serving.ViewRows;
import io.lambdagrid.view.OutputColumn;
import io.lambdagrid.view.Temporal;
import io.lambdagrid.view.ViewFold;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Merges what all members found for its partitions of the grid, and compares it with the batch parts that are served.
 * Changes nothing. Has a thread of its own.
 */
final class Compare extends AbstractProcessor {
    private static final int KEYS_AT_ONCE = 500;

    private final ComparisonPlan plan;
    private final ViewFold proposed;
    private final Groups groups;
    private final RowDifferences differences = new RowDifferences();
    private int[] partitions = {};
    private GridFences fences;
    private @Nullable ViewRows served;

    Compare(ComparisonPlan plan) {
        this.plan = plan;
        this.proposed = new ViewFold(plan.proposed());
        this.groups = new Groups(List.of(proposed));
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        HazelcastInstance member = context.hazelcastInstance();
        partitions = context.processorPartitions();
        fences = new GridFences(
                member, plan.batch().dataset().name(), plan.batch().base());
        served = plan.served() == null
                ? null
                : new ViewRows(member, new ViewFold(plan.served()), plan.batch().base());
    }

    @Override
    protected boolean tryProcess(int ordinal, Object item) {
        groups.add((Delta) item);
        return true;
    }

    @Override
    public boolean complete() {
        for (int partition : partitions) {
            compare(partition);
        }
        return tryEmit(differences);
    }

    private void compare(int partition) {
        Map<String, byte[]> after = new HashMap<>();
        if (groups.partitions().contains(partition)) {
            groups.take(partition, (view, key, partials) -> after.put(key, partials));
        }
        Set<String> before = served == null ? Set.of() : served.batchKeys(fences.keyOf(partition));
        if (!plan.keysAreComparable()) {
            after.forEach((key, partials) -> differences.added(key, text(proposed, key, partials)));
            before.forEach(key -> differences.removed(key, ""));
            return;
        }
        compare(Objects.requireNonNull(served), before, after);
    }

    private void compare(ViewRows rows, Set<String> before, Map<String, byte[]> after) {
        Set<String> all = new HashSet<>(before);
        all.addAll(after.keySet());
        Set<String> some = new HashSet<>();
        for (String key : all) {
            some.add(key);
            if (some.size() == KEYS_AT_ONCE) {
                compareSome(rows, some, after);
                some.clear();
            }
        }
        compareSome(rows, some, after);
    }

    private void compareSome(ViewRows rows, Set<String> keys, Map<String, byte[]> after) {
        Map<String, byte[]> before = rows.batchParts(keys);
        for (String key : keys) {
            byte[] was = before.get(key);
            byte[] becomes = after.get(key);
            if (was == null && becomes != null) {
                differences.added(key, text(proposed, key, becomes));
            } else if (was != null && becomes == null) {
                differences.removed(key, text(rows.fold(), key, was));
            } else if (was != null && becomes != null) {
                compare(rows.fold(), key, was, becomes);
            }
        }
    }

    private void compare(ViewFold servedFold, String key, byte[] was, byte[] becomes) {
        String wasText = textOfCommon(servedFold, key, was);
        String becomesText = textOfCommon(proposed, key, becomes);
        if (wasText.equals(becomesText)) {
            differences.same();
        } else {
            differences.changed(key, text(servedFold, key, was), text(proposed, key, becomes));
        }
    }

    private String textOfCommon(ViewFold fold, String key, byte[] part) {
        return text(
                fold, key, part, column -> plan.isInBoth(fold.view().outputs().get(column)));
    }

    private static String text(ViewFold fold, String key, byte[] part) {
        return text(fold, key, part, column -> !fold.isGroupColumn(column));
    }

    private static String text(ViewFold fold, String key, byte[] part, IntPredicate columns) {
        @Nullable Object[] values = fold.finish(key, new Parts(fold).read(part));
        List<OutputColumn> outputs = fold.view().outputs();
        return IntStream.range(0, values.length)
                .filter(columns)
                .mapToObj(i -> outputs.get(i).name() + "="
                        + Temporal.toExternal(values[i], outputs.get(i).type()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
