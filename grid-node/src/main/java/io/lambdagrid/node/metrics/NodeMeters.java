package io.lambdagrid.node.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The meters of a node, each made from its {@link GridMetric}. Thread-safe. */
public final class NodeMeters implements AutoCloseable {
    /** Bounds of the buckets of all timers: from a read by key to a statement that is about to be stopped. */
    private static final Duration[] BUCKETS = Stream.of(1, 5, 25, 100, 500, 2_500, 10_000, 60_000, 600_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<GridMetric, MultiGauge> gauges = new EnumMap<>(GridMetric.class);
    private final Map<Meter.Id, Long> followed = new ConcurrentHashMap<>();
    private final AtomicInteger queries = new AtomicInteger();
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final InstantSource clock;
    private volatile Instant sampledAt = Instant.EPOCH;

    public NodeMeters(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Makes the meters that are there from the beginning.
     *
     * @param insecure 1 when everybody is let in from everywhere, else 0
     */
    public void start(int insecure) {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new JvmInfoMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        for (GridMetric metric : GridMetric.values()) {
            if (metric.type() == Meter.Type.GAUGE && !isOwn(metric)) {
                gauges.put(
                        metric,
                        MultiGauge.builder(metric.id())
                                .description(metric.description())
                                .baseUnit(metric.unit())
                                .register(registry));
            }
        }
        own(GridMetric.HTTP_QUERIES, Gauge.builder(GridMetric.HTTP_QUERIES.id(), queries, AtomicInteger::get));
        own(GridMetric.HTTP_INSECURE, Gauge.builder(GridMetric.HTTP_INSECURE.id(), () -> insecure));
        own(GridMetric.STATUS_AGE, Gauge.builder(GridMetric.STATUS_AGE.id(), this, NodeMeters::statusAge));
    }

    private static boolean isOwn(GridMetric metric) {
        return metric == GridMetric.HTTP_QUERIES
                || metric == GridMetric.HTTP_INSECURE
                || metric == GridMetric.STATUS_AGE;
    }

    private void own(GridMetric metric, Gauge.Builder<?> gauge) {
        gauge.description(metric.description()).baseUnit(metric.unit()).register(registry);
    }

    private double statusAge() {
        return sampledAt.equals(Instant.EPOCH)
                ? Double.NaN
                : Duration.between(sampledAt, clock.instant()).toMillis() / 1e3;
    }

    void sampledAt(Instant time) {
        sampledAt = time;
    }

    /** Returns the rows of a gauge, to be filled anew. */
    GaugeRows rows(GridMetric metric) {
        return new GaugeRows(metric, Objects.requireNonNull(gauges.get(metric), metric::name));
    }

    /** Lets a counter follow a number that somebody else counts: what it falls by is not counted. */
    void follow(GridMetric metric, long total, String... labels) {
        Counter counter = counter(metric, labels);
        Long last = followed.put(counter.getId(), total);
        counter.increment((double) Math.max(0, last == null ? total : total - last));
    }

    /** Like {@link #follow}, for a number that begins at 0 again when what it belongs to is replaced. */
    void followRestarting(GridMetric metric, long total, String... labels) {
        Counter counter = counter(metric, labels);
        Long last = followed.put(counter.getId(), total);
        counter.increment((double) (last == null || last > total ? total : total - last));
    }

    /** Shows a counter that has counted nothing yet. */
    void begin(GridMetric metric, String... labels) {
        counter(metric, labels).increment(0);
    }

    /** Adds one to a counter. */
    public void count(GridMetric metric, String... labels) {
        counter(metric, labels).increment();
    }

    private Counter counter(GridMetric metric, String... labels) {
        return Counter.builder(metric.id())
                .description(metric.description())
                .tags(metric.tags(labels))
                .register(registry);
    }

    /** Adds a duration to a timer. */
    public void time(GridMetric metric, Duration took, String... labels) {
        Timer.builder(metric.id())
                .description(metric.description())
                .tags(metric.tags(labels))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(took.isNegative() ? Duration.ZERO : took);
    }

    /** Returns how many SQL statements run; to be changed by who runs them. */
    public AtomicInteger queries() {
        return queries;
    }

    /** Returns all meters in Prometheus' text form. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
