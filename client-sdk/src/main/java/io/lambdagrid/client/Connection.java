package io.lambdagrid.client;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import com.hazelcast.client.config.ClientSqlResubmissionMode;
import com.hazelcast.client.config.ConnectionRetryConfig;
import com.hazelcast.client.properties.ClientProperty;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.map.IMap;
import com.hazelcast.sql.SqlService;
import io.lambdagrid.client.wire.ViewStatus;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The transport: one client of the cluster, whose failures are explained. Thread-safe. */
final class Connection implements AutoCloseable {
    private final HazelcastInstance client;
    private final ConnectionSettings settings;
    private final Failures failures;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Connection(HazelcastInstance client, ConnectionSettings settings, Failures failures) {
        this.client = client;
        this.settings = settings;
        this.failures = failures;
    }

    /**
     * Connects within the timeout. The client itself connects in the background and never gives up, so that it survives
     * an outage of any length later on; only the first connection is waited for.
     */
    static Connection open(ConnectionSettings settings) {
        Failures failures = new Failures(settings);
        CountDownLatch decided = new CountDownLatch(1);
        LifecycleListener listener = event -> {
            if (event.getState() == LifecycleState.CLIENT_CONNECTED || event.getState() == LifecycleState.SHUTDOWN) {
                decided.countDown();
            }
        };
        ClientConfig config = clientConfig(settings).addListenerConfig(new ListenerConfig(listener));
        HazelcastInstance client = HazelcastClient.newHazelcastClient(config);
        boolean connected = false;
        try {
            connected = decided.await(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    && client.getLifecycleService().isRunning();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } finally {
            if (!connected) {
                client.getLifecycleService().terminate();
            }
        }
        if (!connected) {
            throw failures.unreachable(settings.timeout(), null);
        }
        return new Connection(client, settings, failures);
    }

    private static ClientConfig clientConfig(ConnectionSettings settings) {
        int timeoutMillis = (int) Math.min(settings.timeout().toMillis(), Integer.MAX_VALUE);
        ClientConfig config = new ClientConfig();
        config.setClusterName(settings.clusterName());
        // The records of the catalog are found by the loader of this library, whatever thread asks.
        config.setClassLoader(Connection.class.getClassLoader());
        config.getNetworkConfig()
                .setAddresses(settings.addresses())
                .setConnectionTimeout(Math.min(timeoutMillis, 5_000));
        config.setConnectionStrategyConfig(new ClientConnectionStrategyConfig()
                .setAsyncStart(true)
                .setReconnectMode(ReconnectMode.ON)
                .setConnectionRetryConfig(new ConnectionRetryConfig()
                        .setInitialBackoffMillis(100)
                        .setMaxBackoffMillis(1_000)
                        .setMultiplier(1.5)
                        .setJitter(0.2)
                        .setClusterConnectTimeoutMillis(-1)));
        // A member that stopped answering is given up after 5 s instead of a minute; reads go to the others then.
        config.setProperty(ClientProperty.HEARTBEAT_TIMEOUT.getName(), "5000");
        config.setProperty(ClientProperty.HEARTBEAT_INTERVAL.getName(), "1000");
        config.setProperty(
                ClientProperty.INVOCATION_TIMEOUT_SECONDS.getName(),
                String.valueOf(settings.timeout().toSeconds()));
        config.getMetricsConfig().setEnabled(false);
        config.getSqlConfig().setResubmissionMode(ClientSqlResubmissionMode.RETRY_SELECTS);
        trustOnlyTheCatalog(config);
        return config;
    }

    /** Whatever a member sends, no other class than the catalog's is made from it. */
    private static void trustOnlyTheCatalog(ClientConfig config) {
        ClassFilter catalog = new ClassFilter().addPackages(ViewStatus.class.getPackageName());
        JavaSerializationFilterConfig filter =
                new JavaSerializationFilterConfig().setDefaultsDisabled(true).setWhitelist(catalog);
        config.getSerializationConfig().setJavaSerializationFilterConfig(filter);
        config.getSerializationConfig().getCompactSerializationConfig().setZeroConfigFilter(filter);
    }

    ConnectionSettings settings() {
        return settings;
    }

    /** Asks one map. */
    <V, T> T ask(String map, Function<IMap<String, V>, T> question) {
        try {
            return question.apply(client.getMap(map));
        } catch (RuntimeException failure) {
            throw explain(failure);
        }
    }

    /** Asks one map without waiting for the answer. */
    <V, T> CompletionStage<T> askAsync(String map, Function<IMap<String, V>, CompletionStage<T>> question) {
        return this.<V, CompletionStage<T>>ask(map, question).handle((answer, failure) -> {
            if (failure != null) {
                throw new CompletionException(explain(failure));
            }
            return answer;
        });
    }

    /** Asks the SQL engine. */
    <T> T askSql(Function<SqlService, T> question) {
        try {
            return question.apply(client.getSql());
        } catch (RuntimeException failure) {
            throw explain(failure);
        }
    }

    LambdaGridException explain(Throwable failure) {
        return closed.get() ? failures.closed() : failures.explain(failure);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            client.shutdown();
        }
    }
}
