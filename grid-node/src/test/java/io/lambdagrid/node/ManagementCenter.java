package io.lambdagrid.node;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.impl.clientside.HazelcastClientInstanceImpl;
import com.hazelcast.client.impl.clientside.HazelcastClientProxy;
import com.hazelcast.client.impl.protocol.ClientMessage;
import com.hazelcast.client.impl.spi.impl.ClientInvocation;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.sql.SqlService;
import java.util.concurrent.TimeUnit;

/** Plays Hazelcast Management Center: its kind of client, its messages. */
public final class ManagementCenter implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final HazelcastInstance client;

    private ManagementCenter(HazelcastInstance client) {
        this.client = client;
    }

    public static ManagementCenter connect(String address, String clusterName) {
        ClientConfig config = new ClientConfig();
        config.setClusterName(clusterName);
        config.getNetworkConfig().addAddress(address);
        config.getConnectionStrategyConfig().getConnectionRetryConfig().setClusterConnectTimeoutMillis(20_000);
        config.setProperty("hazelcast.client.internal.mc.mode", "true");
        return new ManagementCenter(HazelcastClient.newHazelcastClient(config));
    }

    /** Asks the first member. */
    public ClientMessage ask(ClientMessage question) throws Exception {
        HazelcastClientInstanceImpl inside = ((HazelcastClientProxy) client).client;
        var member = client.getCluster().getMembers().iterator().next().getUuid();
        return new ClientInvocation(inside, question, null, member).invoke().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    public SqlService sql() {
        return client.getSql();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
