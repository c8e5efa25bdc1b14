package io.lambdagrid.testing;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.serving.GridSerializers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Members of a cluster in this JVM, on loopback, with free ports. */
public final class TestGrid implements AutoCloseable {
    private final String clusterName = "test-" + UUID.randomUUID();
    private final List<HazelcastInstance> members = new ArrayList<>();

    public TestGrid(int size) {
        for (int i = 0; i < size; i++) {
            addMember();
        }
    }

    public HazelcastInstance addMember() {
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config());
        members.add(member);
        return member;
    }

    public String clusterName() {
        return clusterName;
    }

    public HazelcastInstance member(int index) {
        return members.get(index);
    }

    /** Ends a member as a crash would: without handing over its partitions. */
    public void kill(int index) {
        members.remove(index).getLifecycleService().terminate();
    }

    private Config config() {
        Config config = new Config();
        config.setClusterName(clusterName);
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.operation.thread.count", "2");
        config.getJetConfig().setEnabled(true).setCooperativeThreadCount(2);
        config.getNetworkConfig().setPort(15701).setPortCount(500);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true);
        for (HazelcastInstance member : members) {
            var address = member.getCluster().getLocalMember().getAddress();
            config.getNetworkConfig().getJoin().getTcpIpConfig().addMember("127.0.0.1:" + address.getPort());
        }
        config.addMapConfig(new MapConfig("view.*").setBackupCount(1).setPerEntryStatsEnabled(false));
        GridSerializers.install(config);
        return config;
    }

    @Override
    public void close() {
        members.forEach(member -> member.getLifecycleService().terminate());
        members.clear();
    }
}
