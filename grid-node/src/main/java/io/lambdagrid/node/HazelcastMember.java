package io.lambdagrid.node;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ManagementCenterConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.node.config.ClusterSection;
import io.lambdagrid.node.config.ManagementCenterSection;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.serving.GridSerializers;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * The Hazelcast configuration of a node: closed to everything that was not asked for. Hazelcast Community has neither
 * authentication nor encryption, so it must not be found by accident, listen on an address nobody named, or run code
 * that somebody uploads.
 */
final class HazelcastMember {
    private static final int LAMBDA_MAPS_BACKUP_COUNT = 1;
    private static final String MAJORITY = "majority";
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(60);

    private HazelcastMember() {}

    /**
     * Starts a member and joins the cluster; blocks until both are done.
     *
     * @throws GridException when the node's address cannot be listened on
     */
    static HazelcastInstance start(Settings settings) {
        ClusterSection cluster = settings.cluster();
        requireOwnAddress(cluster.host());
        try {
            return Hazelcast.newHazelcastInstance(configuration(settings));
        } catch (HazelcastException e) {
            if (e.getCause() instanceof BindException bind) {
                throw new GridException(
                        GridError.CONFIG_INVALID_VALUE,
                        "'" + cluster.host() + ":" + cluster.port() + "' cannot be listened on: " + bind.getMessage()
                                + ". Set 'cluster.host' and 'cluster.port' to an address of this machine that is free.",
                        e);
            }
            throw e;
        }
    }

    private static void requireOwnAddress(String host) {
        try {
            if (NetworkInterface.getByInetAddress(InetAddress.getByName(host)) != null) {
                return;
            }
            String own = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE,
                    "'" + host + "' is not an address of this machine, which has " + own + ". Set 'cluster.host'.");
        } catch (IOException e) {
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE,
                    "'" + host + "' could not be looked for among the addresses of this machine: " + e.getMessage()
                            + ". Set 'cluster.host'.",
                    e);
        }
    }

    static Config configuration(Settings settings) {
        ClusterSection cluster = settings.cluster();
        Config config = new Config();
        config.setClassLoader(HazelcastMember.class.getClassLoader());
        config.setClusterName(cluster.name());
        network(config.getNetworkConfig(), cluster);
        engine(config, settings);
        managementCenter(config.getManagementCenterConfig(), settings.managementCenter());
        properties(config);
        GridSerializers.install(config);
        config.addMapConfig(viewMaps(cluster.backupCount()));
        config.addMapConfig(replicated(new MapConfig("lambda.*"), LAMBDA_MAPS_BACKUP_COUNT));
        config.addMapConfig(rejectedRecords());
        cluster.quorum().ifPresent(members -> requireMajority(config, members));
        return config;
    }

    /** Members that were cut off, or paused for long, say so instead of answering with what they last knew. */
    private static void requireMajority(Config config, int members) {
        config.addSplitBrainProtectionConfig(new SplitBrainProtectionConfig(MAJORITY, true, members));
        config.getMapConfigs().values().forEach(map -> map.setSplitBrainProtectionName(MAJORITY));
    }

    private static void network(NetworkConfig network, ClusterSection cluster) {
        network.setPort(cluster.port()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(cluster.host());
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        cluster.members().forEach(join.getTcpIpConfig()::addMember);
    }

    private static void engine(Config config, Settings settings) {
        int processors = Runtime.getRuntime().availableProcessors();
        // The other half is left to the partition threads, which apply deltas and answer reads.
        config.getJetConfig()
                .setEnabled(true)
                .setResourceUploadEnabled(false)
                .setCooperativeThreadCount(Math.max(1, processors / 2));
        config.getSqlConfig()
                .setStatementTimeoutMillis(settings.serving().statementTimeout().toMillis());
    }

    private static void managementCenter(ManagementCenterConfig config, ManagementCenterSection section) {
        config.setScriptingEnabled(false).setConsoleEnabled(false).setDataAccessEnabled(section.dataAccess());
        section.trustedInterfaces().forEach(config::addTrustedInterface);
    }

    private static void properties(Config config) {
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        // A write whose backup did not answer may be lost: better an error than a guess.
        config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
        // While a partition moves, its former owner would go on answering with what it held when it left.
        config.setProperty("hazelcast.partition.migration.stale.read.disabled", "true");
        // A member that is silent for so long is left behind; until then, whoever asks for its rows waits.
        config.setProperty("hazelcast.heartbeat.interval.seconds", "2");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "15");
        // One that was left behind, or cut off, comes back as soon as it finds the others.
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "20");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "10");
        // The node stops the member itself, after everything that uses it.
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.graceful.shutdown.max.wait", String.valueOf(LONGEST_SHUTDOWN.toSeconds()));
    }

    private static MapConfig viewMaps(int backupCount) {
        return replicated(new MapConfig(GridMaps.VIEW_PREFIX + "*"), backupCount);
    }

    private static MapConfig rejectedRecords() {
        return replicated(new MapConfig(GridMaps.REJECTED), LAMBDA_MAPS_BACKUP_COUNT)
                .setEvictionConfig(new EvictionConfig()
                        .setEvictionPolicy(EvictionPolicy.LRU)
                        .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                        .setSize(GridMaps.MOST_REJECTED_PER_MEMBER));
    }

    /** After a split brain the smaller half's rows are dropped: the larger half replays their events. */
    private static MapConfig replicated(MapConfig map, int backupCount) {
        return map.setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(backupCount)
                .setPerEntryStatsEnabled(false)
                .setMergePolicyConfig(new MergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName()));
    }
}
