package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.node.NodeProcess;
import io.lambdagrid.node.config.HttpSection;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.node.http.HttpNode.HttpAnswer;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What probes are told. */
class HealthTest {
    @Test
    void node_that_joins_is_alive_but_neither_started_nor_ready_and_says_so() throws Exception {
        Settings settings = Settings.DEFAULTS;
        try (NodeHttp http = new NodeHttp(settings, Clock.systemUTC())) {
            http.start();
            HttpAsking asking = new HttpAsking(http.address());

            assertThat(asking.get("/health/live").status()).isEqualTo(200);
            HttpAnswer started = asking.get("/health/started");
            assertThat(started.status()).isEqualTo(503);
            assertThat(started.json().at("/checks/0/reason").asText()).isEqualTo("the node is joining its cluster");
            assertThat(asking.get("/health/ready").status()).isEqualTo(503);
            HttpAnswer views = asking.get("/v1/views");
            assertThat(views.status()).isEqualTo(503);
            assertThat(views.json().get("code").asText()).isEqualTo("LG-304");
        }
    }

    @Test
    void node_whose_views_serve_is_ready_with_a_reason_for_each() throws Exception {
        HttpAnswer ready = HttpNode.get().get("/health/ready");

        assertThat(ready.status()).as(ready.body()).isEqualTo(200);
        assertThat(ready.json().get("status").asText()).isEqualTo("UP");
        assertThat(ready.json().get("checks").findValuesAsText("name"))
                .containsExactly(
                        "cluster", "view visits_by_city", "view visits_by_city_and_hour", "view visits_by_second");
        assertThat(ready.json().at("/checks/1/reason").asText()).isEqualTo("SERVING");
        assertThat(HttpNode.get().get("/health/started").status()).isEqualTo(200);
        assertThat(HttpNode.get().get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void probes_need_no_token_but_are_told_no_reasons() throws Exception {
        HttpSection guarded = HttpSections.at(NodeProcess.freePort(), HttpSections.TOKENS);
        try (NodeHttp http = HttpNode.get().open(guarded)) {
            HttpAsking asking = new HttpAsking(http.address());

            assertThat(asking.get("/health/live").json().get("checks")).isEmpty();
            assertThat(asking.get("/health/live", "Authorization", "Bearer " + HttpSections.READER)
                            .json()
                            .get("checks"))
                    .isNotEmpty();
        }
    }
}
