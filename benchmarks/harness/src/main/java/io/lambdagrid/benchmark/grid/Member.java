package io.lambdagrid.benchmark.grid;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.BuildInfoProvider;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.serving.GridSerializers;
import java.util.UUID;

/** One member on loopback with a node's settings; finds no other. */
final class Member {
    private static final int FIRST_PORT = 15701;
    private static final int PORTS = 500;

    private Member() {}

    static HazelcastInstance start() {
        Config config = new Config();
        config.setClusterName("benchmark-" + UUID.randomUUID());
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(FIRST_PORT).setPortCount(PORTS);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        config.getJetConfig()
                .setEnabled(true)
                .setCooperativeThreadCount(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
        GridSerializers.install(config);
        config.addMapConfig(map(GridMaps.VIEW_PREFIX + "*"));
        config.addMapConfig(map("lambda.*"));
        return Hazelcast.newHazelcastInstance(config);
    }

    private static MapConfig map(String name) {
        return new MapConfig(name)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(1)
                .setPerEntryStatsEnabled(false);
    }

    static String version() {
        return BuildInfoProvider.getBuildInfo().getVersion();
    }
}
