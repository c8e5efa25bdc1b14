package io.lambdagrid.node.demo;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.aggregate.StandardAggregates;
import org.jspecify.annotations.Nullable;

/**
 * What APPROX_COUNT_DISTINCT has to answer for a set of BIGINT values: a sketch that takes them in one pass, without
 * any split or merge. The estimate is a function of the set, so it must be met exactly.
 */
final class DistinctEstimate<P> {
    private static final Aggregate<?> AGGREGATE = StandardAggregates.all().stream()
            .filter(function -> function.name().equals("APPROX_COUNT_DISTINCT"))
            .findFirst()
            .flatMap(function -> function.over(ColumnType.BIGINT))
            .orElseThrow();

    private final Aggregate<P> aggregate;
    private P partial;

    private DistinctEstimate(Aggregate<P> aggregate) {
        this.aggregate = aggregate;
        this.partial = aggregate.empty();
    }

    static DistinctEstimate<?> ofNothing() {
        return of(AGGREGATE);
    }

    private static <P> DistinctEstimate<P> of(Aggregate<P> aggregate) {
        return new DistinctEstimate<>(aggregate);
    }

    void add(long value) {
        partial = aggregate.add(partial, value);
    }

    @Nullable
    Object estimate() {
        return aggregate.finish(partial);
    }
}
