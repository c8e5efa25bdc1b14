package io.lambdagrid.node.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hazelcast.client.impl.protocol.codec.JetGetJobAndSqlSummaryListCodec;
import com.hazelcast.client.impl.protocol.codec.MCGetTimedMemberStateCodec;
import com.hazelcast.client.impl.protocol.codec.MCReadMetricsCodec;
import com.hazelcast.client.impl.protocol.codec.MCRunConsoleCommandCodec;
import com.hazelcast.client.impl.protocol.codec.MCRunScriptCodec;
import com.hazelcast.client.impl.protocol.codec.SqlMappingDdlCodec;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.internal.metrics.MetricConsumer;
import com.hazelcast.internal.metrics.MetricDescriptor;
import com.hazelcast.internal.metrics.impl.MetricsCompressor;
import com.hazelcast.jet.impl.JobAndSqlSummary;
import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.node.ManagementCenter;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Hazelcast Management Center sees of a node, asked for with its own messages. */
class ManagementCenterTest {
    private static final String ROWS = GridMaps.view(SqlGrid.VIEW, 1);

    private static SqlGrid grid;
    private static ManagementCenter center;

    @BeforeAll
    static void connect() throws Exception {
        grid = SqlGrid.get();
        center = ManagementCenter.connect(grid.address(), grid.clusterName());
    }

    @AfterAll
    static void close() {
        center.close();
    }

    @Test
    void member_shows_its_view_maps_and_that_rows_may_be_browsed() throws Exception {
        JsonNode state = new ObjectMapper()
                .readTree(MCGetTimedMemberStateCodec.decodeResponse(
                        center.ask(MCGetTimedMemberStateCodec.encodeRequest())))
                .get("timedMemberState");

        assertThat(state.get("clusterName").asText()).isEqualTo(grid.clusterName());
        assertThat(state.get("mcDataAccessEnabled").asBoolean()).isTrue();
        assertThat(state.get("consoleEnabled").asBoolean()).isFalse();
        assertThat(state.get("scriptingEnabled").asBoolean()).isFalse();
        assertThat(state.at("/memberState/mapStats").has(ROWS)).isTrue();
        assertThat(state.at("/memberState/clients").findValuesAsText("clientType"))
                .contains("MCJVM");
    }

    @Test
    void metrics_count_the_rows_of_views() throws Exception {
        UUID member = memberId();
        await().untilAsserted(() -> {
            var answer = MCReadMetricsCodec.decodeResponse(center.ask(MCReadMetricsCodec.encodeRequest(member, -1)));
            Set<String> entryCounts = new TreeSet<>();
            for (Map.Entry<Long, byte[]> collected : answer.elements) {
                MetricsCompressor.extractMetrics(collected.getValue(), new RowCounts(entryCounts));
            }
            assertThat(entryCounts).contains(ROWS + "=40");
        });
    }

    private static UUID memberId() {
        return Hazelcast.getAllHazelcastInstances().stream()
                .filter(member -> member.getConfig().getClusterName().equals(grid.clusterName()))
                .findFirst()
                .orElseThrow()
                .getCluster()
                .getLocalMember()
                .getUuid();
    }

    private record RowCounts(Set<String> found) implements MetricConsumer {
        @Override
        public void consumeLong(MetricDescriptor metric, long value) {
            if ("map".equals(metric.prefix()) && "ownedEntryCount".equals(metric.metric())) {
                found.add(metric.discriminatorValue() + "=" + value);
            }
        }

        @Override
        public void consumeDouble(MetricDescriptor metric, double value) {}
    }

    @Test
    void jobs_of_both_layers_are_listed() throws Exception {
        List<JobAndSqlSummary> jobs = JetGetJobAndSqlSummaryListCodec.decodeResponse(
                center.ask(JetGetJobAndSqlSummaryListCodec.encodeRequest()));

        assertThat(jobs)
                .extracting(JobAndSqlSummary::getNameOrId)
                .anySatisfy(name -> assertThat(name).startsWith("speed"))
                .anySatisfy(name -> assertThat(name).startsWith("batch"));
    }

    @Test
    void sql_browser_lists_mappings_and_reads_the_rows_that_duckdb_computes() throws Exception {
        assertThat(rows("SHOW MAPPINGS")).contains(List.of(SqlGrid.VIEW), List.of("lambda_views"));
        try (Connection duckDb = SqlGrid.duckDb()) {
            assertThat(rows("SELECT product, sales, revenue FROM sales_by_product"))
                    .hasSize(40)
                    .containsExactlyInAnyOrderElementsOf(
                            Rows.of(duckDb, "SELECT product, count(*), sum(amount) FROM sales GROUP BY product"));
        }
    }

    private static List<List<@Nullable Object>> rows(String sql) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        try (SqlResult result = center.sql().execute(sql)) {
            for (SqlRow row : result) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < result.getRowMetadata().getColumnCount(); i++) {
                    values.add(row.getObject(i));
                }
                all.add(values);
            }
        }
        return all;
    }

    @Test
    void mapping_that_it_proposes_for_a_view_map_has_the_columns() throws Exception {
        String proposed = SqlMappingDdlCodec.decodeResponse(center.ask(SqlMappingDdlCodec.encodeRequest(ROWS)));

        assertThat(proposed)
                .contains("EXTERNAL NAME \"" + ROWS + "\"", "\"revenue\" DECIMAL", "'valueFormat'='compact'");
    }

    @Test
    void console_and_scripts_are_refused() {
        assertThatThrownBy(() -> center.ask(MCRunConsoleCommandCodec.encodeRequest("", "m.size")))
                .rootCause()
                .hasMessage("Using Console is not allowed on this Hazelcast member.");
        assertThatThrownBy(() -> center.ask(MCRunScriptCodec.encodeRequest("JavaScript", "1")))
                .rootCause()
                .hasMessage("Using ScriptEngine is not allowed on this Hazelcast member.");
    }
}
