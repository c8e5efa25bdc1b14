package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.node.http.HttpNode.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The file that describes the interface says what is true of it. */
class OpenApiTest {
    @Test
    void file_has_every_route_with_its_access_and_no_other() throws Exception {
        List<String> described = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : file().get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (!method.getKey().equals("parameters")) {
                    described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey() + " "
                            + method.getValue().get("x-access").asText());
                }
            }
        }
        List<String> routes;
        try (NodeHttp http = new NodeHttp(Settings.DEFAULTS, Clock.systemUTC())) {
            routes = http.routes().stream()
                    .map(route -> route.method() + " " + route.path() + " " + route.access())
                    .toList();
        }

        assertThat(described).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void answers_are_as_described() throws Exception {
        HttpNode node = HttpNode.get();
        HttpAsking asking = node.asking();

        conforms("Views", node.get("/v1/views"), 200);
        conforms("View", node.get("/v1/views/visits_by_city_and_hour"), 200);
        conforms("Row", node.get("/v1/views/visits_by_city/rows/Bonn"), 200);
        conforms("Rows", node.get("/v1/views/visits_by_city/rows?key=Bonn&key=nowhere&part=batch"), 200);
        conforms(
                "Result",
                node.sql("SELECT * FROM visits_by_city AS a JOIN visits_by_city_and_hour AS b" + " ON a.city = b.city"),
                200);
        conforms("Result", node.sql("SELECT * FROM lambda_views"), 200);
        conforms("Datasets", node.get("/v1/datasets"), 200);
        conforms("Generations", node.get("/v1/generations?dataset=visits"), 200);
        conforms("Rejected", node.get("/v1/datasets/visits/rejected"), 200);
        conforms("Health", node.get("/health/live"), 200);
        conforms("Health", node.get("/health/started"), 200);
        conforms("Health", node.get("/health/ready"), 200);
        conforms("Problem", node.get("/v1/views/none"), 404);
        conforms("Problem", node.sql("DROP"), 400);
        conforms("Problem", asking.ask("PUT", "/v1/sql", "{}"), 405);
        conforms("Problem", asking.get("/v1/%2e%2e/x"), 400);
    }

    @Test
    void batch_run_is_started_and_followed_to_its_end() throws Exception {
        HttpAsking asking = HttpNode.get().asking();
        HttpAnswer started =
                asking.post("/v1/datasets/visits/runs", "{\"kind\":\"incremental\"}", HttpAsking.withJson());

        conforms("Run", started, 202);
        String location = started.header("Location");
        assertThat(location).isEqualTo("/v1/runs/" + started.json().get("id").asText());
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            HttpAnswer run = asking.get(location);
            conforms("Run", run, 200);
            assertThat(run.json().get("state").asText()).isEqualTo("DONE");
            assertThat(run.json().get("generation").asLong()).isPositive();
        });
        conforms("Problem", asking.post("/v1/datasets/visit/runs", "{}", HttpAsking.withJson()), 404);
        conforms("Problem", asking.post("/v1/datasets/visits/runs", "{\"kind\":\"all\"}", HttpAsking.withJson()), 400);
        conforms("Problem", asking.get("/v1/runs/none"), 404);
    }

    private static void conforms(String schema, HttpAnswer answer, int status) throws Exception {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("content-type"))
                .isEqualTo(schema.equals("Problem") ? "application/problem+json" : "application/json");
        ObjectNode root = HttpNode.JSON.createObjectNode();
        root.put("$ref", "#/components/schemas/" + schema);
        root.set("components", file().get("components"));
        var validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
        assertThat(validator.validate(answer.json()))
                .as(schema + " " + answer.body())
                .isEmpty();
    }

    private static JsonNode file() throws Exception {
        HttpAnswer answer = HttpNode.get().get("/openapi.yaml");
        assertThat(answer.status()).isEqualTo(200);
        return new ObjectMapper(new YAMLFactory()).readTree(answer.body());
    }
}
