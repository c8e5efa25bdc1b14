package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.node.NodeProcess;
import io.lambdagrid.node.config.HttpLimits;
import io.lambdagrid.node.config.HttpSection;
import io.lambdagrid.node.config.TlsFiles;
import io.lambdagrid.node.http.HttpNode.HttpAnswer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and who does not. */
class SecurityTest {
    private static final Map<String, String> TOKENS = Map.of(
            "nobody", "",
            "stranger", "somebody-else-0123456789",
            "city", HttpSections.CITY_READER,
            "reader", HttpSections.READER,
            "ops", HttpSections.OPERATOR);

    private static NodeHttp http;
    private static HttpAsking asking;

    @BeforeAll
    static void open() throws Exception {
        HttpSection section = HttpSections.at(NodeProcess.freePort(), HttpSections.TOKENS);
        http = HttpNode.get().open(section);
        asking = new HttpAsking(http.address());
    }

    @AfterAll
    static void close() {
        http.close();
    }

    @Test
    void every_route_lets_in_whom_it_says_and_nobody_else() throws Exception {
        for (Route route : http.routes()) {
            for (String who : TOKENS.keySet()) {
                HttpAnswer answer = ask(route, who, "visits_by_city");
                String what = who + " " + route.method() + " " + route.path() + " -> " + answer;
                if (isLetIn(who, route.access())) {
                    assertThat(answer.status()).as(what).isNotIn(401, 403);
                } else {
                    assertThat(answer.status())
                            .as(what)
                            .isEqualTo(who.equals("nobody") || who.equals("stranger") ? 401 : 403);
                    assertThat(answer.json().get("code").asText()).isEqualTo("LG-130");
                }
            }
        }
    }

    private static boolean isLetIn(String who, Access access) {
        return switch (access) {
            case EVERYBODY -> !who.equals("stranger");
            case SOME_VIEWS -> List.of("city", "reader", "ops").contains(who);
            case ALL_VIEWS -> List.of("reader", "ops").contains(who);
            case OPERATE -> who.equals("ops");
        };
    }

    private static HttpAnswer ask(Route route, String who, String view) throws Exception {
        String path = route.path()
                .replace("{view}", view)
                .replace("{key}", "Bonn")
                .replace("{dataset}", "no_dataset")
                .replace("{run}", "no-run");
        String body = route.method() == Route.Method.GET
                ? ""
                : path.equals("/v1/sql") ? "{\"sql\":\"SELECT city FROM " + view + "\"}" : "{}";
        return asking.ask(route.method().name(), path, body, HttpAsking.withJson(header(who)));
    }

    private static String[] header(String who) {
        String token = TOKENS.getOrDefault(who, "");
        return token.isEmpty() ? new String[0] : new String[] {"Authorization", "Bearer " + token};
    }

    @Test
    void token_for_one_view_reads_no_other_by_key_or_sql_and_sees_no_other() throws Exception {
        String[] city = header("city");

        assertThat(asking.get("/v1/views", city).json().get("views").findValuesAsText("definition"))
                .hasSize(1);
        assertThat(asking.get("/v1/views/visits_by_second", city).status()).isEqualTo(403);
        assertThat(asking.get("/v1/views/visits_by_second/rows/1", city).status())
                .isEqualTo(403);
        assertThat(asking.get("/v1/views/visits_by_second/rows?key=1", city).status())
                .isEqualTo(403);
        // Neither does it learn which others there are.
        assertThat(asking.get("/v1/views/no_such_view", city).status()).isEqualTo(403);
        for (String table : List.of(
                "visits_by_second",
                "visits_by_second_batch",
                "visits_by_second_realtime",
                "no_such_view",
                "lambda_views",
                "lambda_generations",
                "lambda_partitions",
                "lambda_differences",
                "lambda_rejected")) {
            String sneaking = "SELECT COUNT(*) FROM visits_by_city WHERE EXISTS (SELECT 1 FROM " + table + ")";
            assertThat(asking.sql("SELECT * FROM " + table, "[]", city).status())
                    .as(table)
                    .isEqualTo(403);
            assertThat(asking.sql(sneaking, "[]", city).status()).as(table).isEqualTo(403);
        }
        assertThat(asking.sql("SELECT COUNT(*) FROM visits_by_city_batch", "[]", city)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void rejected_records_are_for_operators() throws Exception {
        assertThat(asking.sql("SELECT * FROM lambda_rejected", "[]", header("reader"))
                        .status())
                .isEqualTo(403);
        assertThat(asking.sql("SELECT * FROM lambda_rejected", "[]", header("ops"))
                        .json()
                        .get("rows"))
                .hasSize(2);
        HttpAnswer rejected = asking.get("/v1/datasets/visits/rejected?limit=1", header("ops"));
        assertThat(rejected.json().get("count").asInt()).isEqualTo(2);
        assertThat(rejected.json().at("/records/0/text").asText()).startsWith("no visit <script>");
        assertThat(asking.get("/v1/datasets/visits/rejected?limit=0", header("ops"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/views/../../metrics",
                "/v1/views/%2e%2e/%2e%2e/metrics",
                "/v1/views/..%2f..%2fmetrics",
                "/v1/views/..%252f..%252fmetrics",
                "/health/live/../../metrics",
                "/health/live/..;/..;/metrics",
                "/health/live;/../../metrics",
                "/health/live%2f..%2f..%2fmetrics",
                "/health/live%3f/../../v1/views",
                "/;/metrics",
                "/metrics;a=b",
                "/metrics/;health/live",
                "/metrics%00",
                "/metrics%0d%0aX: y",
                "/metrics/",
                "/metrics/.",
                "//metrics",
                "///v1//views",
                "/METRICS",
                "/./metrics",
                "/%6detrics",
                "/metrics\\..\\health",
                "/openapi.yaml/../metrics",
                "/openapi.yaml%23/../../metrics",
                "/../../../../etc/passwd",
                "/%5c..%5c..%5cetc/passwd",
                "/v1/views/visits_by_city/rows/..%2f..%2f..%2f..%2fetc%2fpasswd",
                "/v1/views/visits_by_city/rows/%c0%ae%c0%ae%c0%af",
                "/v1/views/%27%20OR%201=1--/rows/x",
                "/v1/views/x%22%20FROM%20lambda_rejected--",
                "/v1/views/visits_by_city/rows?key=%00&part=%3Cscript%3E",
                "/v1/views/$%7Bjndi:ldap://127.0.0.1/a%7D",
                "http://elsewhere/metrics",
                "*"
            })
    void path_tricks_lead_nowhere_and_show_nothing_of_the_inside(String path) throws Exception {
        for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "TRACE", "PUT", "QUERY")) {
            String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Length: 0\r\n\r\n");
            String what = method + " " + path + " -> " + answer;
            assertThat(answer).as(what).startsWith("HTTP/1.1 4");
            assertThat(answer)
                    .as(what)
                    .doesNotContain("lambdagrid_view", "\tat ", "Exception", "jetty", "Javalin", "root:");
            assertThat(answer).as(what).contains("X-Content-Type-Options: nosniff");
        }
    }

    @Test
    void requests_that_are_no_http_are_refused_without_a_word_about_the_inside() throws Exception {
        for (String request : List.of(
                "NONSENSE\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /metrics HTTP/1.1\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(40_000) + "\r\n\r\n",
                "POST /v1/sql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /v1/sql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")) {
            assertThat(raw(request))
                    .matches("(?s)HTTP/1.1 (4|5)\\d\\d .*")
                    .doesNotContain("\tat ", "Exception", "jetty");
        }
    }

    private static String raw(String request) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), http.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void host_that_a_page_made_up_for_this_machine_is_refused() throws Exception {
        for (String host :
                List.of("evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example")) {
            String answer = raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(host).startsWith("HTTP/1.1 421");
        }
        for (String host : List.of("localhost", "127.0.0.1:1", "[::1]:8080", "LOCALHOST")) {
            String answer = raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(host).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void page_from_elsewhere_changes_nothing_and_reads_nothing() throws Exception {
        String post = "POST /v1/datasets/visits/runs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Bearer " + HttpSections.OPERATOR + "\r\nContent-Length: 2\r\n";
        assertThat(raw(post + "Origin: https://evil.example\r\nContent-Type: application/json\r\n\r\n{}"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw(post + "Sec-Fetch-Site: cross-site\r\nContent-Type: application/json\r\n\r\n{}"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw(post + "Content-Type: text/plain\r\n\r\n{}")).startsWith("HTTP/1.1 415");
        String get = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        String answer = raw(get + "Origin: https://evil.example\r\n\r\n");
        assertThat(answer).doesNotContainIgnoringCase("Access-Control-");
    }

    @Test
    void every_answer_tells_browsers_to_be_careful() throws Exception {
        for (String path : List.of("/health/live", "/v1/views", "/nothing")) {
            HttpAnswer answer = asking.get(path);
            assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'self'");
            assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Server")).isEmpty();
            assertThat(answer.header("Set-Cookie")).isEmpty();
            assertThat(answer.header(SecurityHeaders.INSECURE)).isEmpty();
        }
    }

    @Test
    void laboratory_that_lets_everybody_in_says_so_with_each_answer() throws Exception {
        HttpSection section = new HttpSection(
                true, "127.0.0.1", NodeProcess.freePort(), List.of(), TlsFiles.NONE, true, HttpLimits.DEFAULTS);
        try (NodeHttp laboratory = HttpNode.get().open(section)) {
            HttpAsking asked = new HttpAsking(laboratory.address());

            assertThat(asked.get("/nothing").header(SecurityHeaders.INSECURE)).isEqualTo("lab");
            assertThat(asked.get("/metrics").body()).contains("\nlambdagrid_http_insecure 1.0\n");
        }
    }

    @Test
    void tokens_are_nowhere_to_be_seen() throws Exception {
        for (Route route : http.routes()) {
            String answer = ask(route, "ops", "visits_by_city").toString();
            assertThat(answer)
                    .doesNotContain(HttpSections.OPERATOR, HttpSections.READER)
                    .doesNotContain(HttpSections.TOKENS.get(2).sha256());
        }
        assertThat(HttpSections.TOKENS.toString())
                .doesNotContain(HttpSections.TOKENS.get(0).sha256());
    }
}
