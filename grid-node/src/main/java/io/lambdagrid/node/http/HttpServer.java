package io.lambdagrid.node.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.lambdagrid.node.config.HttpSection;
import io.lambdagrid.node.metrics.GridMetric;
import io.lambdagrid.node.metrics.NodeMeters;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The server: a table of routes behind the same checks, limits and headers for all of them. Thread-safe. */
final class HttpServer implements AutoCloseable {
    private static final int MOST_THREADS = 64;
    private static final int FEWEST_THREADS = 4;
    private static final int MOST_CONNECTIONS = 512;
    private static final int LONGEST_HEADERS_BYTES = 16 * 1024;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final HttpSection settings;
    private final List<Route> routes;
    private final NodeMeters meters;
    private final Listening listening;
    private @Nullable Javalin server;

    HttpServer(HttpSection settings, List<Route> routes, NodeMeters meters) {
        this.settings = settings;
        this.routes = List.copyOf(routes);
        this.meters = meters;
        this.listening = new Listening(settings);
    }

    /**
     * Opens the port and answers.
     *
     * @throws io.lambdagrid.view.GridException when the address cannot be listened on, or the certificate not be read
     */
    synchronized void start() {
        server = Javalin.create(this::configure);
        server.start();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.router.caseInsensitiveRoutes = false;
        config.router.javaLangErrorHandler((response, error) -> {
            throw error;
        });
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(HttpServer::harden);
        config.jetty.modifyHttpConfiguration(HttpServer::harden);
        config.jetty.modifyServletContextHandler(HttpServer::harden);
        config.jetty.addConnector(this::connector);
        routes(config.routes);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        return threads;
    }

    private static void harden(Server server) {
        server.setErrorHandler(new ErrorPages());
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        // What is under way when the node stops may take this long to be answered.
        server.setStopTimeout(Duration.ofSeconds(2).toMillis());
    }

    /** Ambiguous paths are refused by the server, before routes and their guards could read them differently. */
    private static void harden(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.RFC3986);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(LONGEST_HEADERS_BYTES);
    }

    private static void harden(ServletContextHandler context) {
        context.setErrorHandler(new ErrorPages());
    }

    private Connector connector(Server jetty, HttpConfiguration http) {
        return listening.open(jetty, http, LONGEST_SILENCE);
    }

    private void routes(RoutesConfig table) {
        RequestCheck check = new RequestCheck(settings);
        Admission admission = new Admission(settings.tokens());
        table.before(request -> {
            headers(request);
            check.check(request);
        });
        for (Route route : routes) {
            io.javalin.http.Handler handler = timed(route, admission.guarded(route));
            table.addHttpHandler(HandlerType.findOrCreate(route.method().name()), route.path(), handler);
            if (route.method() == Route.Method.GET) {
                // Unless it is a route of its own, HEAD would be answered without asking who it is.
                table.addHttpHandler(HandlerType.HEAD, route.path(), handler);
            }
        }
        table.exception(Exception.class, HttpServer::tell);
        table.exception(HttpResponseException.class, HttpServer::tell);
    }

    private static void tell(Exception failure, Context request) {
        ProblemAnswer problem = ProblemAnswer.of(failure);
        if (request.res().isCommitted()) {
            BrokenAnswer.breakOff(request, failure);
        } else {
            problem.writeTo(request);
        }
    }

    private void headers(Context request) {
        SecurityHeaders.ALWAYS.forEach(request::header);
        if (settings.tls().isGiven()) {
            request.header(SecurityHeaders.STRICT_TRANSPORT, SecurityHeaders.STRICT_TRANSPORT_VALUE);
        }
        if (settings.insecureLab()) {
            request.header(SecurityHeaders.INSECURE, "lab");
        }
    }

    private io.javalin.http.Handler timed(Route route, io.javalin.http.Handler handler) {
        return request -> {
            long start = System.nanoTime();
            int status = 500;
            try {
                handler.handle(request);
                status = request.statusCode();
            } catch (Exception failure) {
                status = ProblemAnswer.statusOf(failure);
                throw failure;
            } finally {
                meters.time(
                        GridMetric.HTTP_REQUEST,
                        Duration.ofNanos(System.nanoTime() - start),
                        route.path(),
                        route.method().name(),
                        String.valueOf(status));
            }
        };
    }

    /** Returns where the server answers; after it has started. */
    URI address() {
        return listening.address();
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }
}
