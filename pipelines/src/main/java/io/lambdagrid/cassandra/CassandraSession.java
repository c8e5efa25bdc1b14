package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.api.core.metadata.Node;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An open connection to Cassandra. Thread-safe; meant to be shared and long-lived: nodes that go away and come back are
 * found again by the driver within seconds. {@link #close()} may be called more than once.
 */
public final class CassandraSession implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LONGEST_RECONNECT_DELAY = Duration.ofSeconds(5);

    private final CassandraSettings settings;
    private final CqlSession cql;

    private CassandraSession(CassandraSettings settings, CqlSession cql) {
        this.settings = settings;
        this.cql = cql;
    }

    /**
     * Connects once; blocks for a few seconds at most. Waiting for a Cassandra that is not there yet is up to the
     * caller, who calls again.
     *
     * @throws GridException LG-303 when no contact point answers or the login is refused, LG-111 when Cassandra has no
     *     such data center
     */
    public static CassandraSession connect(CassandraSettings settings) {
        CqlSession cql;
        try {
            cql = CqlSession.builder().withConfigLoader(driverConfig(settings)).build();
        } catch (DriverException e) {
            throw DriverFailure.asGridException(e, settings, "connect");
        } catch (IllegalArgumentException e) {
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE,
                    "The contact points '" + settings.where() + "' of Cassandra are not valid: "
                            + DriverFailure.reason(e),
                    e);
        }
        try {
            requireDatacenter(settings, cql);
        } catch (GridException e) {
            cql.close();
            throw e;
        }
        return new CassandraSession(settings, cql);
    }

    private static DriverConfigLoader driverConfig(CassandraSettings settings) {
        ProgrammaticDriverConfigLoaderBuilder config = DriverConfigLoader.programmaticBuilder()
                .withStringList(DefaultDriverOption.CONTACT_POINTS, settings.contactPoints())
                // Resolved at each connect: names may move; and the driver would replace unknown ones by its own
                // default.
                .withBoolean(DefaultDriverOption.RESOLVE_CONTACT_POINTS, false)
                .withString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER, settings.localDatacenter())
                .withString(DefaultDriverOption.SESSION_NAME, "lambda-grid")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.requestTimeout())
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, CONNECT_TIMEOUT)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, settings.requestTimeout())
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, settings.requestTimeout())
                .withInt(DefaultDriverOption.CONNECTION_MAX_REQUESTS, 4096)
                .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, false)
                .withString(DefaultDriverOption.RECONNECTION_POLICY_CLASS, "ExponentialReconnectionPolicy")
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, LONGEST_RECONNECT_DELAY)
                .withStringList(DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES, List.of(settings.keyspace()))
                // The driver waits this long for further schema changes before it goes on after each one.
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(1))
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, settings.requestTimeout())
                // Sessions come and go with jobs; the default makes each close wait two seconds.
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0);
        CassandraSettings.Credentials credentials = settings.credentials();
        if (credentials != null) {
            config.withString(DefaultDriverOption.AUTH_PROVIDER_CLASS, "PlainTextAuthProvider")
                    .withString(DefaultDriverOption.AUTH_PROVIDER_USER_NAME, credentials.username())
                    .withString(DefaultDriverOption.AUTH_PROVIDER_PASSWORD, credentials.password());
        }
        return config.build();
    }

    /** A wrong data center would otherwise show only as requests for which there is no node. */
    private static void requireDatacenter(CassandraSettings settings, CqlSession cql) {
        TreeSet<String> datacenters = cql.getMetadata().getNodes().values().stream()
                .map(Node::getDatacenter)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!datacenters.contains(settings.localDatacenter())) {
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE,
                    "Cassandra at " + settings.where() + " has no data center '" + settings.localDatacenter()
                            + "'; it has " + datacenters.stream().collect(Collectors.joining("', '", "'", "'")));
        }
    }

    public CassandraSettings settings() {
        return settings;
    }

    /** The driver's session. Statements name their keyspace; none is set. */
    CqlSession cql() {
        return cql;
    }

    @Override
    public void close() {
        cql.close();
    }
}
