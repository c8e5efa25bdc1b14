package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.client.wire.Difference;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.node.http.HttpNode.HttpAnswer;
import io.lambdagrid.node.metrics.GridMetric;
import io.micrometer.core.instrument.Meter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricDataParser;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.types.MetricType;
import org.junit.jupiter.api.Test;

/** What Prometheus scrapes, read as a scraper reads it. */
class MetricsTest {
    @Test
    void every_metric_there_is_is_exposed_under_its_name_with_its_labels_and_kind() throws Exception {
        HttpNode node = HttpNode.get();
        node.get("/v1/views/visits_by_city/rows/Bonn");
        node.sql("SELECT 1");
        awaitValue("lambdagrid_view_rows", Map.of("view", "visits_by_city"), 4);

        Map<String, MetricFamily> families = scrape();

        for (GridMetric metric : GridMetric.values()) {
            assertThat(families).as("of %s", families.keySet()).containsKey(metric.exposedName());
            MetricFamily family = Objects.requireNonNull(families.get(metric.exposedName()));
            assertThat(family.getType()).as(metric.exposedName()).isEqualTo(expectedType(metric));
            assertThat(family.getHelp()).isEqualTo(metric.description());
            assertThat(family.getMetrics())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(new TreeSet<>(row.getLabels().keySet()))
                            .as(metric.exposedName())
                            .isEqualTo(new TreeSet<>(metric.labels())));
        }
        assertThat(families.keySet())
                .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds");
        Set<String> ours = families.keySet().stream()
                .filter(name -> name.startsWith("lambdagrid_"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours)
                .allMatch(name -> Arrays.stream(GridMetric.values())
                        .anyMatch(metric ->
                                name.equals(metric.exposedName()) || name.equals(metric.exposedName() + "_max")));
    }

    private static MetricType expectedType(GridMetric metric) {
        if (metric.type() == Meter.Type.TIMER) {
            return MetricType.HISTOGRAM;
        }
        return metric.type() == Meter.Type.COUNTER ? MetricType.COUNTER : MetricType.GAUGE;
    }

    @Test
    void names_that_users_build_on_are_the_ones_that_were_promised() {
        assertThat(Arrays.stream(GridMetric.values()).map(GridMetric::exposedName))
                .contains(
                        "lambdagrid_view_freshness_seconds",
                        "lambdagrid_view_rows",
                        "lambdagrid_view_reads_total",
                        "lambdagrid_view_read_seconds",
                        "lambdagrid_view_gaps_total",
                        "lambdagrid_speed_lag_records",
                        "lambdagrid_speed_events_total",
                        "lambdagrid_speed_late_events_total",
                        "lambdagrid_rejected_records_total",
                        "lambdagrid_batch_run_seconds",
                        "lambdagrid_batch_last_success_timestamp_seconds",
                        "lambdagrid_generation_number",
                        "lambdagrid_master_records_total",
                        "lambdagrid_master_coverage_end_offset");
    }

    @Test
    void values_are_those_of_the_grid() throws Exception {
        HttpNode.get();
        // Two records cannot be read.
        double records = HttpNode.SECONDS + 2;
        awaitSum("lambdagrid_speed_events_total", Map.of("dataset", "visits"), records);
        awaitSum("lambdagrid_speed_applied_end_offset", Map.of("dataset", "visits"), records);
        awaitSum("lambdagrid_log_end_offset", Map.of("dataset", "visits"), records);
        awaitSum("lambdagrid_speed_lag_records", Map.of("dataset", "visits"), 0);
        awaitSum("lambdagrid_rejected_records_total", Map.of("reason", "LG-201"), 2);
        awaitValue("lambdagrid_view_rows", Map.of("view", "visits_by_second"), HttpNode.SECONDS);
        awaitValue("lambdagrid_view_state", Map.of("view", "visits_by_city", "state", "SERVING"), 1);
        awaitValue("lambdagrid_view_state", Map.of("view", "visits_by_city", "state", "HALTED"), 0);
        awaitValue("lambdagrid_fault", Map.of("dataset", "visits", "code", "none"), 0);
        awaitValue("lambdagrid_cluster_members", Map.of(), 1);
        awaitValue("lambdagrid_http_insecure", Map.of(), 0);
        assertThat(value("lambdagrid_view_freshness_seconds", Map.of("view", "visits_by_city")))
                .hasValueSatisfying(age -> assertThat(age).isBetween(0.0, 60.0));
        assertThat(value("lambdagrid_batch_run_seconds", Map.of("dataset", "visits")))
                .hasValueSatisfying(runs -> assertThat(runs).isGreaterThanOrEqualTo(1));
        assertThat(value("lambdagrid_batch_last_success_timestamp_seconds", Map.of("dataset", "visits")))
                .hasValueSatisfying(time -> assertThat(Math.abs(time - System.currentTimeMillis() / 1e3))
                        .isLessThan(3_600));
    }

    @Test
    void difference_between_the_layers_shows_for_its_view() throws Exception {
        var differences = HttpNode.get().member().<String, Difference>getMap(GridMaps.DIFFERENCES);
        differences.set(
                "visits/visits_by_city/Planted",
                new Difference(
                        "visits", "visits_by_city", "Planted", "[1]", "[2]", OffsetDateTime.now(ZoneOffset.UTC)));
        try {
            awaitValue("lambdagrid_view_differences", Map.of("view", "visits_by_city"), 1);
            awaitValue("lambdagrid_view_differences", Map.of("view", "visits_by_second"), 0);
        } finally {
            differences.delete("visits/visits_by_city/Planted");
        }
        awaitValue("lambdagrid_view_differences", Map.of("view", "visits_by_city"), 0);
    }

    @Test
    void text_ends_each_line_and_repeats_no_series() throws Exception {
        HttpAnswer answer = HttpNode.get().get("/metrics");

        assertThat(answer.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).endsWith("\n");
        List<String> series = answer.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
        assertThat(series).doesNotHaveDuplicates();
    }

    private static void awaitValue(String name, Map<String, String> labels, double expected) {
        await(name)
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(value(name, labels)).contains(expected));
    }

    private static void awaitSum(String name, Map<String, String> labels, double expected) {
        await(name)
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(rows(name, labels).stream()
                                .mapToDouble(MetricsTest::number)
                                .sum())
                        .as(HttpNode.get().get("/metrics").body())
                        .isEqualTo(expected));
    }

    private static Optional<Double> value(String name, Map<String, String> labels) throws Exception {
        return rows(name, labels).stream().map(MetricsTest::number).findFirst();
    }

    private static List<Metric> rows(String name, Map<String, String> labels) throws Exception {
        MetricFamily family = Objects.requireNonNull(scrape().get(name), name);
        return family.getMetrics().stream()
                .filter(row -> row.getLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    private static double number(Metric row) {
        if (row instanceof Gauge gauge) {
            return gauge.getValue();
        }
        return row instanceof Counter counter ? counter.getValue() : ((Histogram) row).getSampleCount();
    }

    private static Map<String, MetricFamily> scrape() throws Exception {
        String text = HttpNode.get().get("/metrics").body();
        List<MetricFamily> families = new ArrayList<>();
        try (var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            TextPrometheusMetricDataParser parser = new TextPrometheusMetricDataParser(bytes);
            for (MetricFamily family = parser.parse(); family != null; family = parser.parse()) {
                families.add(family);
            }
        } catch (IOException e) {
            throw new AssertionError("Not well-formed:\n" + text, e);
        }
        Map<String, MetricFamily> byName = new TreeMap<>();
        families.forEach(family -> byName.put(family.getName(), family));
        return byName;
    }
}
