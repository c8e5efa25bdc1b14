package io.lambdagrid.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.impl.protocol.codec.MCGetClusterMetadataCodec;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.node.config.ClusterSection;
import io.lambdagrid.node.config.ManagementCenterSection;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.view.GridException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a member must not do by itself, because Hazelcast Community has neither authentication nor encryption. */
class HazelcastMemberTest {
    private final Config config = HazelcastMember.configuration(Settings.DEFAULTS);

    @Test
    void listens_on_the_one_address_it_was_given() {
        NetworkConfig network = config.getNetworkConfig();

        assertThat(network.getInterfaces().isEnabled()).isTrue();
        assertThat(network.getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
        assertThat(network.isPortAutoIncrement()).isFalse();
    }

    @Test
    void finds_nobody_it_was_not_told_of() {
        JoinConfig join = config.getNetworkConfig().getJoin();

        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
        assertThat(join.getTcpIpConfig().getMembers()).isEmpty();
    }

    @Test
    void neither_takes_code_from_others_nor_calls_home() {
        assertThat(config.getJetConfig().isResourceUploadEnabled()).isFalse();
        assertThat(config.getManagementCenterConfig().isScriptingEnabled()).isFalse();
        assertThat(config.getManagementCenterConfig().isConsoleEnabled()).isFalse();
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    }

    @Test
    void statements_end_before_the_generation_they_read() {
        assertThat(config.getSqlConfig().getStatementTimeoutMillis())
                .isEqualTo(Settings.DEFAULTS.serving().statementTimeout().toMillis())
                .isLessThan(Settings.DEFAULTS.serving().gracePeriod().toMillis());
    }

    @Test
    void view_maps_have_backups_and_no_entry_statistics() {
        MapConfig map = config.findMapConfig(GridMaps.view("revenue", 3));

        assertThat(map.getBackupCount()).isEqualTo(1);
        assertThat(map.getInMemoryFormat()).isEqualTo(InMemoryFormat.BINARY);
        assertThat(map.isPerEntryStatsEnabled()).isFalse();
        assertThat(map.getMergePolicyConfig().getPolicy()).isEqualTo(DiscardMergePolicy.class.getName());
        assertThat(map.getEvictionConfig().getEvictionPolicy()).isEqualTo(EvictionPolicy.NONE);
    }

    @Test
    void rejected_records_are_bounded_and_the_catalog_is_not() {
        assertThat(config.findMapConfig(GridMaps.REJECTED).getEvictionConfig().getEvictionPolicy())
                .isEqualTo(EvictionPolicy.LRU);
        assertThat(config.findMapConfig(GridMaps.GENERATIONS)
                        .getEvictionConfig()
                        .getEvictionPolicy())
                .isEqualTo(EvictionPolicy.NONE);
        assertThat(config.findMapConfig(GridMaps.GENERATIONS).getBackupCount()).isEqualTo(1);
    }

    @Test
    void three_members_answer_only_while_two_of_them_see_each_other_and_fewer_have_no_majority() {
        Config three = HazelcastMember.configuration(withMembers("127.0.0.1:5701", "127.0.0.1:5702", "127.0.0.1:5703"));
        MapConfig rows = three.findMapConfig(GridMaps.view("revenue", 3));

        assertThat(three.getSplitBrainProtectionConfig(String.valueOf(rows.getSplitBrainProtectionName()))
                        .getMinimumClusterSize())
                .isEqualTo(2);
        assertThat(three.findMapConfig(GridMaps.VIEWS).getSplitBrainProtectionName())
                .isEqualTo(rows.getSplitBrainProtectionName());
        assertThat(HazelcastMember.configuration(withMembers("127.0.0.1:5702"))
                        .findMapConfig(GridMaps.view("revenue", 3))
                        .getSplitBrainProtectionName())
                .isNull();
    }

    @Test
    void an_owner_that_has_given_up_a_partition_does_not_answer_for_it() {
        assertThat(config.getProperty("hazelcast.partition.migration.stale.read.disabled"))
                .isEqualTo("true");
    }

    @Test
    void an_address_of_another_machine_is_refused_with_those_there_are() {
        ClusterSection elsewhere = new ClusterSection("lambda-grid", "192.0.2.1", 5701, List.of(), 1, true);

        assertThatThrownBy(() -> HazelcastMember.start(withCluster(elsewhere)))
                .isInstanceOf(GridException.class)
                .hasMessageContaining("'192.0.2.1' is not an address of this machine, which has ")
                .hasMessageContaining("127.0.0.1")
                .hasMessageEndingWith("Set 'cluster.host'.");
    }

    @Test
    void management_center_is_answered_from_trusted_addresses_alone() throws Exception {
        ClusterSection own = Settings.DEFAULTS.cluster();
        String name = "trusted-" + UUID.randomUUID();
        int port = NodeProcess.freePort();
        ClusterSection cluster = new ClusterSection(name, own.host(), port, List.of(), own.backupCount(), false);
        ManagementCenterSection elsewhere = new ManagementCenterSection(false, List.of("10.9.8.*"));
        HazelcastInstance member = HazelcastMember.start(with(cluster, elsewhere));
        assertThat(member.getConfig().getManagementCenterConfig().isDataAccessEnabled())
                .isFalse();
        try (ManagementCenter center = ManagementCenter.connect("127.0.0.1:" + port, name)) {
            assertThatThrownBy(() -> center.ask(MCGetClusterMetadataCodec.encodeRequest()))
                    .rootCause()
                    .extracting(refusal -> refusal.getClass().getSimpleName())
                    .isEqualTo("AccessControlException");
            assertThat(center.sql().execute("SELECT 1").iterator().hasNext()).isTrue();
        } finally {
            member.getLifecycleService().terminate();
        }
    }

    private static Settings withMembers(String... members) {
        ClusterSection cluster = Settings.DEFAULTS.cluster();
        return withCluster(new ClusterSection(
                cluster.name(),
                cluster.host(),
                cluster.port(),
                List.of(members),
                cluster.backupCount(),
                cluster.trustedNetwork()));
    }

    private static Settings withCluster(ClusterSection cluster) {
        return with(cluster, Settings.DEFAULTS.managementCenter());
    }

    private static Settings with(ClusterSection cluster, ManagementCenterSection managementCenter) {
        Settings settings = Settings.DEFAULTS;
        return new Settings(
                cluster,
                settings.kafka(),
                settings.master(),
                settings.cassandra(),
                settings.batch(),
                settings.speed(),
                settings.serving(),
                settings.http(),
                managementCenter);
    }
}
