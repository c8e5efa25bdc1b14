package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdagrid.node.http.HttpNode.HttpAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Views and their rows by key. */
class ViewRoutesTest {
    private static final int VISITS = HttpNode.SECONDS / 4;

    @Test
    void views_are_listed_with_columns_definition_and_how_far_they_reach() throws Exception {
        HttpAnswer answer = HttpNode.get().get("/v1/views");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("views").findValuesAsText("definition")).hasSize(3);
        JsonNode view = HttpNode.get().get("/v1/views/visits_by_city").json();
        assertThat(view.get("dataset").asText()).isEqualTo("visits");
        assertThat(view.at("/columns/2").toString()).isEqualTo("{\"name\":\"paid\",\"type\":\"DECIMAL(38,2)\"}");
        assertThat(view.get("key_columns").toString()).isEqualTo("[\"city\"]");
        assertThat(view.at("/freshness/state").asText()).isEqualTo("SERVING");
        assertThat(view.at("/freshness/lag_records").asLong()).isZero();
        assertThat(view.at("/freshness/applied_coverage/0").asLong()).isPositive();
    }

    @Test
    void row_is_found_by_its_key_and_says_how_far_it_reaches() throws Exception {
        HttpAnswer answer = HttpNode.get().get("/v1/views/visits_by_city/rows/Bonn");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith(
                        "{\"key\":\"Bonn\",\"row\":{\"city\":\"Bonn\",\"visits\":750,\"paid\":1125.00,\"seconds\":1499.");
        assertThat(answer.header("LambdaGrid-View-State")).isEqualTo("SERVING");
        assertThat(answer.header("LambdaGrid-Fresh-To")).startsWith("20");
        assertThat(answer.json().at("/freshness/generation").asText())
                .isEqualTo(answer.header("LambdaGrid-Generation"));
    }

    @Test
    void parts_of_a_row_add_up_to_the_whole() throws Exception {
        long batch = visits("/v1/views/visits_by_city/rows/Bonn?part=batch");
        long realtime = visits("/v1/views/visits_by_city/rows/Bonn?part=realtime");

        // Another test may have moved the seam, so that there is nothing behind it.
        assertThat(batch).isPositive();
        assertThat(batch + realtime).isEqualTo(VISITS);
        assertThat(HttpNode.get()
                        .sql("SELECT visits FROM visits_by_city_batch WHERE city = 'Bonn'")
                        .json()
                        .at("/rows/0/0")
                        .asLong())
                .isEqualTo(batch);
    }

    private static long visits(String path) throws Exception {
        return HttpNode.get().get(path).json().at("/row/visits").asLong();
    }

    @Test
    void composite_keys_and_keys_with_any_character_are_found() throws Exception {
        String composite = encoded("Bonn|2026-03-01T01:00");
        String hostile = encoded("K\u00f6ln\\|Deutz");

        assertThat(visits("/v1/views/visits_by_city_and_hour/rows/" + composite))
                .isEqualTo(VISITS / 3);
        JsonNode rows = HttpNode.get()
                .get("/v1/views/visits_by_city/rows?key=" + hostile + "&key=" + encoded("a/b") + "&key=nowhere")
                .json()
                .get("rows");
        assertThat(rows).hasSize(2);
        assertThat(rows.findValuesAsText("visits")).containsExactly("750", "750");
        assertThat(rows.findValuesAsText("key")).containsExactly("K\u00f6ln\\|Deutz", "a/b");
    }

    @Test
    void number_in_a_key_is_read_as_one() throws Exception {
        assertThat(visits("/v1/views/visits_by_second/rows/0017")).isEqualTo(1);

        HttpAnswer wrong = HttpNode.get().get("/v1/views/visits_by_second/rows/late");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("detail").asText())
                .isEqualTo("Key column 'seconds' has the type BIGINT, but 'late' is none.");
    }

    @Test
    void what_does_not_exist_is_told_as_a_problem() throws Exception {
        HttpAnswer noRow = HttpNode.get().get("/v1/views/visits_by_city/rows/Celle");
        assertThat(noRow.status()).isEqualTo(404);
        assertThat(noRow.header("content-type")).isEqualTo("application/problem+json");
        assertThat(noRow.json().toString())
                .isEqualTo(
                        "{\"type\":\"urn:lambda-grid:LG-103\",\"title\":\"Not Found\",\"status\":404,"
                                + "\"detail\":\"View 'visits_by_city' has no row with the key 'Celle'.\",\"code\":\"LG-103\",\"id\":\"\"}");

        HttpAnswer noView = HttpNode.get().get("/v1/views/visits_by_citi/rows/Bonn");
        assertThat(noView.status()).isEqualTo(404);
        assertThat(noView.json().get("detail").asText())
                .startsWith("There is no view 'visits_by_citi'. Did you mean 'visits_by_city'?");

        HttpAnswer parts = HttpNode.get().get("/v1/views/visits_by_city_and_hour/rows/Bonn");
        assertThat(parts.json().get("detail").asText())
                .isEqualTo("View 'visits_by_city_and_hour' has the key (city, visited_hour), which 'Bonn' is not."
                        + " Give a value for each, separated by |.");
        assertThat(HttpNode.get().get("/v1/views/visits_by_city/rows").status()).isEqualTo(400);
        assertThat(HttpNode.get()
                        .get("/v1/views/visits_by_city/rows/Bonn?part=half")
                        .status())
                .isEqualTo(400);
        HttpAnswer nothing = HttpNode.get().get("/v1/nothing");
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.json().get("code").asText()).isEqualTo("LG-103");
        HttpAnswer method = HttpNode.get().asking().ask("DELETE", "/v1/views/visits_by_city", "");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.json().get("code").asText()).isEqualTo("LG-120");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
