package io.lambdagrid.node.metrics;

import io.micrometer.core.instrument.MultiGauge;
import java.util.ArrayList;
import java.util.List;

/** The rows of a gauge, one for each combination of labels; those that are not given again are gone. For one thread. */
final class GaugeRows {
    private final GridMetric metric;
    private final MultiGauge gauge;
    private final List<MultiGauge.Row<?>> rows = new ArrayList<>();

    GaugeRows(GridMetric metric, MultiGauge gauge) {
        this.metric = metric;
        this.gauge = gauge;
    }

    /** Adds a row, with the values of the metric's labels in their order. */
    GaugeRows add(Number value, String... labels) {
        rows.add(MultiGauge.Row.of(metric.tags(labels), value));
        return this;
    }

    void publish() {
        gauge.register(rows, true);
    }
}
