package io.lambdagrid.node.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every metric of our own, with its labels; users build on the names, so they are kept. What concerns the whole grid is
 * told by every node alike: take the {@code max} over nodes, not the sum. Only {@link #VIEW_READS}, {@link #VIEW_READ},
 * {@link #HTTP_REQUEST} and {@link #HTTP_QUERIES} are a node's own.
 */
public enum GridMetric {
    VIEW_FRESHNESS(
            Meter.Type.GAUGE,
            "view.freshness",
            "seconds",
            "How old the newest event can be that the view does not include.",
            "view"),
    VIEW_LAG(
            Meter.Type.GAUGE, "view.lag.records", null, "Records of the topic that the view does not include.", "view"),
    VIEW_ROWS(Meter.Type.GAUGE, "view.rows", null, "Rows of the merged view.", "view"),
    VIEW_STATE(
            Meter.Type.GAUGE,
            "view.state",
            null,
            "1 for the state a view is in: STARTING, SERVING, HALTED or INCOMPLETE.",
            "view",
            "state"),
    VIEW_DIFFERENCES(
            Meter.Type.GAUGE,
            "view.differences",
            null,
            "Rows for which the batch and the speed layer disagreed about the same records; lambda_differences has them.",
            "view"),
    VIEW_GAPS(Meter.Type.COUNTER, "view.gaps", null, "Ranges of offsets that were given up: missing for ever.", "view"),
    VIEW_READS(
            Meter.Type.COUNTER,
            "view.reads",
            null,
            "Reads: of rows that this node holds, by key and by anybody (grid); of views by requests to it (http).",
            "view",
            "source"),
    VIEW_READ(Meter.Type.TIMER, "view.read", null, "How long this node took for rows by key, or for SQL.", "source"),
    LOG_START(
            Meter.Type.GAUGE,
            "log.start.offset",
            null,
            "The first offset that Kafka still has.",
            "dataset",
            "partition"),
    LOG_END(Meter.Type.GAUGE, "log.end.offset", null, "The end of the topic.", "dataset", "partition"),
    MASTER_END(
            Meter.Type.GAUGE,
            "master.coverage.end.offset",
            null,
            "The end of what the master dataset has.",
            "dataset",
            "partition"),
    MASTER_RECORDS(
            Meter.Type.COUNTER, "master.records", null, "Offsets archived, of all partitions together.", "dataset"),
    BATCH_END(
            Meter.Type.GAUGE,
            "batch.coverage.end.offset",
            null,
            "Where the batch views end and the real-time views begin: the seam.",
            "dataset",
            "partition"),
    SPEED_END(
            Meter.Type.GAUGE,
            "speed.applied.end.offset",
            null,
            "The end of what the merged views include.",
            "dataset",
            "partition"),
    SPEED_LAG(
            Meter.Type.GAUGE,
            "speed.lag.records",
            null,
            "Records between what the merged views include and the end of the topic.",
            "dataset",
            "partition"),
    SPEED_EVENTS(
            Meter.Type.COUNTER,
            "speed.events",
            null,
            "Offsets that the merged views include, of all partitions together.",
            "dataset"),
    SPEED_LATE_EVENTS(
            Meter.Type.COUNTER,
            "speed.late.events",
            null,
            "Events left out by the speed layer because the row they belong to has left with its time bucket.",
            "view"),
    REJECTED_RECORDS(
            Meter.Type.COUNTER,
            "rejected.records",
            null,
            "Records that count for nothing: could not be read (LG-201), or not be computed by some view (LG-202).",
            "dataset",
            "reason"),
    BATCH_RUN(
            Meter.Type.TIMER,
            "batch.run",
            null,
            "From the creation of a generation to its being served, for full and incremental ones.",
            "dataset",
            "kind"),
    BATCH_LAST_SUCCESS(
            Meter.Type.GAUGE,
            "batch.last.success.timestamp",
            "seconds",
            "When the generation that is served began to be.",
            "dataset"),
    GENERATION_NUMBER(
            Meter.Type.GAUGE, "generation.number", null, "The newest generation in each state.", "dataset", "state"),
    FAULT(
            Meter.Type.GAUGE,
            "fault",
            null,
            "1 while something troubles the views of a dataset, by its code, such as LG-301: Kafka does not answer.",
            "dataset",
            "code"),
    CLUSTER_MEMBERS(Meter.Type.GAUGE, "cluster.members", null, "Nodes that this node sees, itself included."),
    STATUS_AGE(Meter.Type.GAUGE, "status.age", "seconds", "How long ago this node last saw how the grid is doing."),
    HTTP_REQUEST(Meter.Type.TIMER, "http.request", null, "Requests to this node.", "route", "method", "status"),
    HTTP_QUERIES(Meter.Type.GAUGE, "http.queries", null, "SQL statements that this node runs for somebody now."),
    HTTP_INSECURE(Meter.Type.GAUGE, "http.insecure", null, "1 when 'http.insecure-lab' lets everybody in, else 0.");

    private static final PrometheusNamingConvention PROMETHEUS = new PrometheusNamingConvention();

    private final Meter.Type type;
    private final String id;
    private final @Nullable String unit;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // The checker does not know that List.of() cannot be changed.
    private final List<String> labels;

    GridMetric(Meter.Type type, String id, @Nullable String unit, String description, String... labels) {
        this.type = type;
        this.id = "lambdagrid." + id;
        this.unit = unit;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** Returns the name as it stands in {@code /metrics}; of a timer what stands before {@code _count} and the like. */
    public String exposedName() {
        String name = PROMETHEUS.name(id, type, type == Meter.Type.TIMER ? "seconds" : unit);
        return type == Meter.Type.COUNTER ? name + "_total" : name;
    }

    public Meter.Type type() {
        return type;
    }

    String id() {
        return id;
    }

    @Nullable
    String unit() {
        return unit;
    }

    /** Returns the labels with these values, in their order. */
    Tags tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(this + " has the labels " + labels + ", not " + values.length);
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(labels.get(i), values[i]);
        }
        return tags;
    }

    public String description() {
        return description;
    }

    public List<String> labels() {
        return labels;
    }
}
