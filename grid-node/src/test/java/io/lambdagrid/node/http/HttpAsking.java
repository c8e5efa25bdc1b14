package io.lambdagrid.node.http;

import io.lambdagrid.node.http.HttpNode.HttpAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Asks a server, as any program does. */
final class HttpAsking {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final URI address;
    private final HttpClient client;

    HttpAsking(URI address) {
        this(address, null);
    }

    HttpAsking(URI address, @Nullable SSLContext trusted) {
        this.address = address;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LONGEST);
        this.client = (trusted == null ? builder : builder.sslContext(trusted)).build();
    }

    HttpAnswer get(String pathAndQuery, String... headers) throws Exception {
        return ask("GET", pathAndQuery, "", headers);
    }

    HttpAnswer post(String pathAndQuery, String body, String... headers) throws Exception {
        return ask("POST", pathAndQuery, body, headers);
    }

    HttpAnswer sql(String statement) throws Exception {
        return sql(statement, "[]");
    }

    /** Runs a statement, with its parameters as JSON, such as {@code ["a", 1]}. */
    HttpAnswer sql(String statement, String parameters, String... headers) throws Exception {
        String body = HttpNode.JSON.writeValueAsString(
                Map.of("sql", statement, "parameters", HttpNode.JSON.readTree(parameters)));
        return ask("POST", "/v1/sql", body, withJson(headers));
    }

    static String[] withJson(String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return all;
    }

    HttpAnswer ask(String method, String pathAndQuery, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + pathAndQuery))
                .timeout(LONGEST)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new HttpAnswer(response.statusCode(), response.headers().map(), response.body());
    }

    HttpClient client() {
        return client;
    }
}
