package io.lambdagrid.node.http;

import com.hazelcast.core.HazelcastInstance;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.node.config.ClusterSection;
import io.lambdagrid.node.config.HttpLimits;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.node.metrics.GridMeters;
import io.lambdagrid.node.metrics.NodeMeters;
import io.lambdagrid.node.status.StatusSampler;
import io.lambdagrid.view.GridError;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node's HTTP interface, wired. It answers before the node has joined its cluster, so that one can ask how far it is.
 * Thread-safe.
 */
public final class NodeHttp implements AutoCloseable {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Settings settings;
    private final Clock clock;
    private final NodeMeters meters;
    private volatile @Nullable JoinedNode node;
    private volatile @Nullable HttpServer server;

    public NodeHttp(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.meters = new NodeMeters(clock);
    }

    /** Returns the table of all there is. */
    List<Route> routes() {
        HttpLimits limits = settings.http().limits();
        List<Route> routes = new ArrayList<>();
        routes.addAll(new HealthRoutes(() -> Optional.ofNullable(node), clock).routes());
        routes.add(Route.get("/metrics", Access.ALL_VIEWS, this::metrics));
        routes.add(Route.get("/openapi.yaml", Access.EVERYBODY, new ResourceFile("openapi.yaml", "application/yaml")));
        routes.addAll(new ViewRoutes(this::joinedNode, meters, clock).routes());
        routes.addAll(new SqlRoute(this::joinedNode, settings, meters, clock).routes());
        routes.addAll(new DatasetRoutes(this::joinedNode).routes());
        routes.addAll(new RunRoutes(this::joinedNode, new RequestBody(limits.maxBodyBytes())).routes());
        return routes;
    }

    private void metrics(Context request, Caller caller) {
        request.contentType(PROMETHEUS_TEXT).result(meters.scrape());
    }

    /**
     * Opens the port; only health is answered until the node has joined.
     *
     * @throws io.lambdagrid.view.GridException when the address cannot be listened on
     */
    public void start() {
        meters.start(settings.http().insecureLab() ? 1 : 0);
        HttpServer started = new HttpServer(settings.http(), routes(), meters);
        server = started;
        started.start();
    }

    /** Begins to answer everything. */
    public void joined(HazelcastInstance member) {
        StatusSampler sampler = new StatusSampler(member, clock);
        sampler.listen(new GridMeters(meters, clock));
        sampler.start();
        node = new JoinedNode(sampler, this::connect);
    }

    private LambdaGrid connect() {
        ClusterSection cluster = settings.cluster();
        return LambdaGrid.builder()
                .addresses(cluster.host() + ":" + cluster.port())
                .clusterName(cluster.name())
                .timeout(settings.serving().statementTimeout())
                .statementTimeout(settings.serving().statementTimeout())
                .connect();
    }

    /** Returns the node, for whom it must have joined. */
    private JoinedNode joinedNode() {
        JoinedNode joined = node;
        if (joined == null) {
            throw new Refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    GridError.GRID_UNREACHABLE,
                    "This node is joining its cluster. Ask again when /health/started is UP.");
        }
        return joined;
    }

    /** Returns where requests are answered; once it has started. */
    public URI address() {
        return Objects.requireNonNull(server, "It has not started").address();
    }

    /** Stops answering, before the member goes. */
    @Override
    public void close() {
        HttpServer started = server;
        if (started != null) {
            started.close();
        }
        JoinedNode joined = node;
        if (joined != null) {
            joined.close();
        }
        meters.close();
    }
}
