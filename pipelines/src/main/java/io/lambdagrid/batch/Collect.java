package io.lambdagrid.batch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewComparison;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.ViewDefinition;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what all parts of the rows have shown. There is one on each member, and only one of them is given
 * anything. Has a thread of its own.
 */
final class Collect extends AbstractProcessor {
    private static final long HOURS_KEPT = 24;

    private final ComparisonPlan plan;
    private @Nullable RowDifferences all;
    private HazelcastInstance member;

    Collect(ComparisonPlan plan) {
        this.plan = plan;
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
        if (all == null) {
            all = new RowDifferences();
        }
        all.add((RowDifferences) item);
        return true;
    }

    @Override
    public boolean complete() {
        if (all != null) {
            IMap<String, ViewComparison> comparisons = member.getMap(GridMaps.COMPARISONS);
            comparisons.set(plan.id(), result(all), HOURS_KEPT, TimeUnit.HOURS);
        }
        return true;
    }

    private ViewComparison result(RowDifferences found) {
        ViewDefinition served = plan.served();
        ViewDefinition proposed = plan.proposed();
        Coverage coverage = Objects.requireNonNull(plan.batch().offsets().to());
        return new ViewComparison(
                plan.id(),
                plan.batch().generation(),
                coverage.toString(),
                found.rowsBefore(),
                found.rowsAfter(),
                found.rowsEqual(),
                found.rowsChanged(),
                found.rowsAdded(),
                found.rowsRemoved(),
                ComparisonPlan.columnsOnlyIn(proposed, served),
                ComparisonPlan.columnsOnlyIn(served, proposed),
                found.examples().keySet().toArray(String[]::new),
                found.examples().values().stream()
                        .map(RowDifferences.Example::before)
                        .toArray(String[]::new),
                found.examples().values().stream()
                        .map(RowDifferences.Example::after)
                        .toArray(String[]::new));
    }
}
