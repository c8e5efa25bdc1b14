package io.lambdagrid.cassandra;

import com.hazelcast.jet.core.metrics.Metric;
import com.hazelcast.jet.core.metrics.Metrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts a processor's rows of each view in the metrics of its job. Used while the processor runs, by its thread. */
final class RowMetrics {
    private final List<String> names;
    private @Nullable List<Metric> metrics;

    /** @param names of the metrics, in the order of the views */
    RowMetrics(List<String> names) {
        this.names = names;
    }

    void increment(int view) {
        if (metrics == null) {
            // Jet gives metrics only to a processor that runs, not yet to one that is initialised.
            metrics = names.stream().map(Metrics::metric).toList();
        }
        metrics.get(view).increment();
    }
}
