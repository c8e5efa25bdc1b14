package io.lambdagrid.node.http;

import io.lambdagrid.node.config.HttpSection;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Opens the port that the server listens on. */
final class Listening {
    private static final int USUAL_PORT = 8080;

    /** Nodes beside each other on one machine each find a port of their own. */
    private static final int PORTS_TRIED = 100;

    private final HttpSection settings;
    private volatile int port;

    Listening(HttpSection settings) {
        this.settings = settings;
    }

    Connector open(Server server, HttpConfiguration http, Duration longestSilence) {
        ServerConnector connector = settings.tls().isGiven()
                ? encrypted(server, http)
                : new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setIdleTimeout(longestSilence.toMillis());
        connector.setReuseAddress(true);
        int first = settings.port() == 0 ? USUAL_PORT : settings.port();
        int tries = settings.port() == 0 ? PORTS_TRIED : 1;
        open(connector, first, tries);
        port = connector.getLocalPort();
        return connector;
    }

    private ServerConnector encrypted(Server server, HttpConfiguration http) {
        SslContextFactory.Server tls = TlsContext.of(settings.tls());
        // Whoever connects by address sends no name; the token decides, not the name.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
    }

    private void open(ServerConnector connector, int first, int tries) {
        IOException refused = new IOException("No port was tried");
        for (int candidate = first; candidate < first + tries; candidate++) {
            connector.setPort(candidate);
            try {
                connector.open();
                return;
            } catch (IOException e) {
                refused = e;
            }
        }
        String tried = tries == 1
                ? settings.host() + ":" + first
                : settings.host() + ":" + first + " to " + (first + tries - 1);
        throw new GridException(
                GridError.CONFIG_INVALID_VALUE,
                "'" + tried + "' cannot be listened on for HTTP: " + reason(refused)
                        + ". Set 'http.host' and 'http.port' to an address of this machine that is free,"
                        + " or 'http.enabled: false'.",
                refused);
    }

    private static String reason(IOException refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        return String.valueOf(cause.getMessage());
    }

    URI address() {
        String scheme = settings.tls().isGiven() ? "https" : "http";
        String host = settings.host().contains(":") && !settings.host().startsWith("[")
                ? "[" + settings.host() + "]"
                : settings.host();
        return URI.create(scheme + "://" + host + ":" + port);
    }
}
