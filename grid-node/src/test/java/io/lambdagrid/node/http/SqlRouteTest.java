package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.node.NodeProcess;
import io.lambdagrid.node.config.HttpLimits;
import io.lambdagrid.node.http.HttpNode.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL over HTTP: what is answered, what is refused, and what is limited. */
class SqlRouteTest {
    /** Nine million rows. */
    private static final String VERY_MANY =
            "SELECT a.seconds, b.visits FROM visits_by_second AS a JOIN visits_by_second AS b ON a.visits = b.visits";

    @Test
    void rows_come_as_json_with_columns_and_freshness() throws Exception {
        HttpAnswer answer = HttpNode.get()
                .asking()
                .sql(
                        "SELECT city, visits, paid FROM visits_by_city WHERE visits > ? AND city <> ? ORDER BY city LIMIT 2",
                        "[1, \"a/b\"]");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("[\n[\"Aachen\",750,1125.00]\n,[\"Bonn\",750,1125.00]\n]");
        assertThat(answer.json().get("columns").findValuesAsText("name")).containsExactly("city", "visits", "paid");
        assertThat(answer.json().get("complete").asBoolean()).isTrue();
        assertThat(answer.json().get("row_count").asInt()).isEqualTo(2);
        assertThat(answer.json().at("/freshness/0/view").asText()).isEqualTo("visits_by_city");
        assertThat(answer.header("LambdaGrid-View-State")).isEqualTo("SERVING");
    }

    @Test
    void rows_come_as_csv_and_as_lines_of_json_when_asked_for() throws Exception {
        String query = "SELECT city, visits, CAST(NULL AS VARCHAR) AS nothing FROM visits_by_city"
                + " WHERE city LIKE 'A%' OR city = 'a/b' ORDER BY city";

        HttpAnswer csv = HttpNode.get().asking().sql(query, "[]", "Accept", "text/csv");
        assertThat(csv.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.body()).isEqualTo("city,visits,nothing\nAachen,750,\na/b,750,\n");
        HttpAnswer lines = HttpNode.get().asking().sql(query, "[]", "Accept", "application/x-ndjson");
        assertThat(lines.body()).isEqualTo("""
                        {"city":"Aachen","visits":750,"nothing":null}
                        {"city":"a/b","visits":750,"nothing":null}
                        """);
        HttpAnswer neither = HttpNode.get().asking().sql(query, "[]", "Accept", "image/png");
        assertThat(neither.status()).isEqualTo(406);
    }

    @Test
    void parameters_keep_their_places_however_the_statement_is_written_anew() throws Exception {
        HttpAnswer answer = HttpNode.get()
                .asking()
                .sql("SELECT seconds FROM visits_by_second ORDER BY seconds LIMIT ? OFFSET ?", "[2, 10]");

        assertThat(answer.json().get("rows").toString()).isEqualTo("[[10],[11]]");
        HttpAnswer missing = HttpNode.get().asking().sql("SELECT city FROM visits_by_city WHERE city = ?", "[]");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.json().get("detail").asText())
                .isEqualTo("Parameters needed: 1, given: 0. Give one for each ? of the statement.");
    }

    @Test
    void the_grid_tells_of_itself_and_of_the_parts_of_views() throws Exception {
        HttpNode node = HttpNode.get();

        assertThat(node.sql("SELECT \"view\", status FROM lambda_views ORDER BY 1")
                        .json()
                        .get("rows"))
                .hasSize(3);
        assertThat(node.sql("SELECT COUNT(*) FROM lambda_partitions")
                        .json()
                        .at("/rows/0/0")
                        .asInt())
                .isEqualTo(2);
        long batch = node.sql("SELECT SUM(visits) FROM visits_by_city_batch")
                .json()
                .at("/rows/0/0")
                .asLong();
        long realtime = node.sql("SELECT SUM(visits) FROM visits_by_city_realtime")
                .json()
                .at("/rows/0/0")
                .asLong();
        assertThat(batch + realtime).isEqualTo(HttpNode.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO visits_by_city VALUES ('x')",
                "SINK INTO visits_by_city VALUES ('x')",
                "UPDATE visits_by_city SET visits = 1",
                "DELETE FROM visits_by_city",
                "CREATE MAPPING m TYPE IMap OPTIONS ('keyFormat'='int','valueFormat'='int')",
                "CREATE OR REPLACE EXTERNAL MAPPING m TYPE File OPTIONS ('path'='/etc')",
                "DROP MAPPING visits_by_city",
                "CREATE JOB j AS SINK INTO visits_by_city SELECT * FROM visits_by_city",
                "DROP JOB j",
                "ALTER JOB j SUSPEND",
                "SHOW MAPPINGS",
                "EXPLAIN PLAN FOR SELECT * FROM visits_by_city",
                "SELECT * FROM TABLE(csv_file('/etc', '*'))",
                "SELECT * FROM TABLE(generate_stream(1))",
                "SELECT * FROM TABLE(generate_series(1, 1000000000))",
                "SELECT * FROM visits_by_city, TABLE(json_flat_file('/etc'))",
                "SELECT * FROM information_schema.mappings",
                "SELECT * FROM hazelcast.public.visits_by_city",
                "SELECT * FROM partitioned.\"view.visits_by_city.1\"",
                "SELECT * FROM visits_by_city__parts",
                "SELECT * FROM lambda_rejected__all",
                "SELECT * FROM lambda_served__bases",
                "SELECT * FROM \"lambda.requests\"",
                "SELECT * FROM __sql",
                "SELECT (SELECT MAX(text) FROM lambda_rejected__all) FROM visits_by_city",
                "SELECT * FROM visits_by_city WHERE city IN (SELECT text FROM lambda_rejected__all)",
                "SELECT * FROM visits_by_city UNION ALL SELECT * FROM lambda_served__bases",
                "WITH x AS (SELECT * FROM lambda_served__bases) SELECT * FROM x",
                "VALUES (1)",
                "SELECT 1; DROP MAPPING visits_by_city",
                "SELECT 1 -- \n; DROP MAPPING visits_by_city",
                "",
                "/* SELECT 1 */"
            })
    void whatever_is_no_select_over_views_is_refused_in_a_sentence(String statement) throws Exception {
        HttpAnswer answer = HttpNode.get().sql(statement);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("code").asText()).isEqualTo("LG-120");
        assertThat(answer.json().get("detail").asText())
                .isNotBlank()
                .doesNotContain("org.", "com.", "Exception", "\tat ")
                .endsWith(".");
        assertThat(HttpNode.get()
                        .sql("SELECT COUNT(*) FROM visits_by_city")
                        .json()
                        .at("/rows/0/0")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void bodies_that_are_no_query_are_told_what_is_wrong() throws Exception {
        HttpAsking asking = HttpNode.get().asking();

        assertThat(detail(asking.post("/v1/sql", "{\"sq\":\"x\"}", HttpAsking.withJson())))
                .isEqualTo("Unknown field 'sq'. Did you mean 'sql'? There are: parameters, sql.");
        assertThat(detail(asking.post("/v1/sql", "[]", HttpAsking.withJson()))).contains("JSON object");
        assertThat(detail(asking.post("/v1/sql", "{", HttpAsking.withJson()))).startsWith("The body is no JSON");
        assertThat(detail(asking.post("/v1/sql", "{\"sql\": 1}", HttpAsking.withJson())))
                .startsWith("'sql' must be");
        assertThat(detail(asking.post("/v1/sql", "[".repeat(10_000), HttpAsking.withJson())))
                .startsWith("The body is no JSON");
        assertThat(asking.post("/v1/sql", "{}", "Content-Type", "text/plain").status())
                .isEqualTo(415);
        assertThat(asking.post("/v1/sql", "{}", HttpAsking.withJson("Content-Encoding", "gzip"))
                        .status())
                .isEqualTo(415);
        assertThat(asking.post("/v1/sql", "x".repeat(2 << 20), HttpAsking.withJson())
                        .status())
                .isEqualTo(413);
        assertThat(detail(asking.sql("SELECT '" + "x".repeat(70_000) + "' FROM visits_by_city")))
                .contains("65536");
        assertThat(detail(asking.sql("SELECT citi FROM visits_by_city"))).startsWith("Column 'citi' not found");
    }

    private static String detail(HttpAnswer answer) throws IOException {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        return answer.json().get("detail").asText();
    }

    @Test
    void result_with_too_many_rows_is_never_cut_silently() throws Exception {
        HttpLimits few = new HttpLimits(1 << 20, 1_000, 4, 4);
        try (NodeHttp http = HttpNode.get().open(HttpSections.at(NodeProcess.freePort(), few))) {
            HttpAsking asking = new HttpAsking(http.address());

            assertThat(asking.sql("SELECT * FROM visits_by_second LIMIT 1000").status())
                    .isEqualTo(200);
            HttpAnswer early = asking.sql("SELECT seconds FROM visits_by_second");
            assertThat(early.status()).as(early.body()).isEqualTo(400);
            assertThat(detail(early)).startsWith("The result has more than 1000 rows.");
            String wide = "SELECT __key, seconds, '" + "x".repeat(200) + "' AS x FROM visits_by_second";
            HttpAnswer late = asking.sql(wide);
            assertThat(late.status()).isEqualTo(200);
            assertThat(late.json().get("complete").asBoolean()).isFalse();
            assertThat(late.json().at("/error/code").asText()).isEqualTo("LG-120");
            HttpAnswer lines = asking.sql(wide, "[]", "Accept", "application/x-ndjson");
            assertThat(lines.body().lines().reduce("", (before, line) -> line)).startsWith("{\"$error\":");
            assertThatThrownBy(() -> asking.sql(wide, "[]", "Accept", "text/csv"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void statement_ends_when_its_client_goes_away_and_too_many_at_once_are_refused() throws Exception {
        HttpLimits limits = new HttpLimits(1 << 20, 100_000_000, 3, 2);
        NodeHttp http = HttpNode.get().open(HttpSections.at(NodeProcess.freePort(), limits));
        try (http) {
            HttpAsking asking = new HttpAsking(http.address());
            List<InputStream> open = new ArrayList<>();
            for (int i = 0; i < limits.queriesPerCaller(); i++) {
                open.add(begin(asking, http.address()));
            }

            HttpAnswer refused = asking.sql("SELECT 1");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.json().get("code").asText()).isEqualTo("LG-131");

            for (InputStream rows : open) {
                rows.close();
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(asking.sql("SELECT 1").status()).isEqualTo(200));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(asking.get("/metrics").body()).contains("\nlambdagrid_http_queries 0.0\n"));
        }
    }

    /** Runs a statement with very many rows, and returns when the first have come. */
    private static InputStream begin(HttpAsking asking, URI address) throws Exception {
        String body = HttpNode.JSON.writeValueAsString(java.util.Map.of("sql", VERY_MANY));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/sql?format=csv"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<InputStream> response = asking.client().send(request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().read()).isNotNegative();
        return response.body();
    }

    @Test
    void statement_that_takes_too_long_is_stopped() throws Exception {
        HttpAnswer answer = HttpNode.get()
                .sql("SELECT COUNT(*) FROM visits_by_second a JOIN visits_by_second b ON a.visits = b.visits"
                        + " JOIN visits_by_second c ON b.visits = c.visits");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(detail(answer)).startsWith("The statement ran longer than 3 s and was stopped.");
    }

    @Test
    void many_ask_at_once_and_each_gets_the_same_answer() {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return HttpNode.get()
                            .get("/v1/views/visits_by_city/rows/Bonn")
                            .json()
                            .at("/row/visits")
                            .asInt();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(HttpNode.SECONDS / 4));
    }
}
