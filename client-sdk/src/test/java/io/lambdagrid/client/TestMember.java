package io.lambdagrid.client;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.client.wire.ViewStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.OffsetDateTime;

/** A member on a free port of the loopback interface, in which tests write what nodes would write. */
final class TestMember implements AutoCloseable {
    static final String CLUSTER = "lambda-grid";
    static final OffsetDateTime WRITTEN_AT = OffsetDateTime.parse("2026-01-31T12:00:00Z");
    static final OffsetDateTime FRESH_TO = OffsetDateTime.parse("2026-01-31T11:59:58Z");
    static final String PRODUCT_COLUMNS = "product_id VARCHAR, orders BIGINT, revenue DECIMAL(12,2), avg_price DOUBLE";

    private final HazelcastInstance hazelcast;
    private final int port;

    private TestMember(HazelcastInstance hazelcast, int port) {
        this.hazelcast = hazelcast;
        this.port = port;
    }

    static TestMember start() {
        return start(freePort());
    }

    static TestMember start(int port) {
        Config config = new Config();
        config.setClusterName(CLUSTER);
        config.getJetConfig().setEnabled(true);
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        return new TestMember(Hazelcast.newHazelcastInstance(config), port);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    <V> IMap<String, V> map(String name) {
        return hazelcast.getMap(name);
    }

    void write(ViewStatus status) {
        map(GridMaps.VIEWS).set(status.view(), status);
    }

    void write(String dataset, long generation, Progress progress) {
        map(GridMaps.PROGRESS).set(GridMaps.generationKey(dataset, generation), progress);
    }

    void write(String map, String key, GenericRecord row) {
        map(map).set(key, row);
    }

    void execute(String sql) {
        hazelcast.getSql().execute(sql).close();
    }

    /** Lets the view's SQL name read one generation's map of {@link #PRODUCT_COLUMNS}. */
    void mapProducts(String view, long generation) {
        String map = GridMaps.view(view, generation);
        execute("CREATE OR REPLACE MAPPING \"" + view + "\" EXTERNAL NAME \"" + map + "\" (__key VARCHAR,"
                + " product_id VARCHAR, orders BIGINT, revenue DECIMAL, avg_price DOUBLE) TYPE IMap"
                + " OPTIONS ('keyFormat'='varchar', 'valueFormat'='compact', 'valueCompactTypeName'='" + map + "')");
    }

    static ViewStatus serving(String view, long generation, String columns, String keyColumns) {
        return new ViewStatus(
                view,
                "SELECT product_id, COUNT(*) AS orders FROM orders GROUP BY product_id",
                "orders",
                ViewStatus.SERVING,
                "",
                generation,
                generation,
                GridMaps.view(view, generation),
                columns,
                keyColumns,
                "topicid:0=100,1=200",
                "topicid:0=110,1=200",
                FRESH_TO,
                7,
                WRITTEN_AT);
    }

    static ViewStatus withStatus(ViewStatus from, String status, String reason, String map) {
        return new ViewStatus(
                from.view(),
                from.definition(),
                from.dataset(),
                status,
                reason,
                from.generation(),
                from.base(),
                map,
                from.columns(),
                from.keyColumns(),
                from.batchCoverage(),
                from.appliedCoverage(),
                from.freshTo(),
                from.lagRecords(),
                from.updatedAt());
    }

    @Override
    public void close() {
        hazelcast.getLifecycleService().terminate();
    }
}
