package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.ClusterState;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.impl.util.Util;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import io.lambdagrid.cassandra.CassandraSettings;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RunRequest;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.master.ArchiveSettings;
import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.master.MasterTable;
import io.lambdagrid.master.UpkeepSettings;
import io.lambdagrid.speed.SpeedPlan;
import io.lambdagrid.sql.ViewParser;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.SharedStack;
import io.lambdagrid.testing.ShiftedClock;
import io.lambdagrid.testing.TestGrid;
import io.lambdagrid.testing.TestViews;
import io.lambdagrid.testing.Topic;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generation.ViewSource;
import io.lambdagrid.view.aggregate.InstalledAggregates;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A dataset of orders that a grid of two members archives and serves, with real servers around it. */
final class LiveDataset implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);

    private static final ViewParser VIEWS = new ViewParser(InstalledAggregates.all());

    private final LocalStack stack = SharedStack.get();
    private final String name = "orders_" + UUID.randomUUID().toString().substring(0, 8);
    private final List<Order> sent = new ArrayList<>();
    private final Map<Integer, Long> nextOffsets = new TreeMap<>();
    private final List<ViewSource> configured;
    private final Topic topic;
    private final ShiftedClock clock;
    private final Duration keepReplaced;
    private Duration incrementalInterval = Duration.ZERO;
    private Declaration declaration;
    private TestGrid grid;
    private Controller controller;

    /** A record that is to be counted. */
    record Order(int partition, long offset, String product, long quantity) {}

    /** @param views by name, with {@code DATASET} for the dataset's name */
    LiveDataset(Map<String, String> views) throws Exception {
        this(views, TestViews::orders);
    }

    /** @param declaration the dataset of a name and a topic */
    LiveDataset(Map<String, String> views, Declaration declaration) throws Exception {
        this(views, declaration, new ShiftedClock(), Duration.ofSeconds(30));
    }

    /**
     * @param clock of whoever is in control
     * @param keepReplaced for how long by that clock a state of the master dataset is needed that is not the newest
     */
    LiveDataset(Map<String, String> views, Declaration declaration, ShiftedClock clock, Duration keepReplaced)
            throws Exception {
        this.clock = clock;
        this.keepReplaced = keepReplaced;
        this.declaration = declaration;
        configured = views.entrySet().stream()
                .map(view -> new ViewSource(view.getKey(), sql(view.getValue())))
                .toList();
        topic = Topic.create(stack.kafkaBootstrapServers(), 3);
        start();
    }

    /** What the configuration says of a dataset. */
    @FunctionalInterface
    interface Declaration {
        Dataset of(String name, String topic);
    }

    String name() {
        return name;
    }

    Dataset dataset() {
        return declaration.of(name, topic.name());
    }

    /** Moves the seam on a schedule and not only when asked to, from the next {@link #restart()} on. */
    void moveSeamEvery(Duration interval) {
        incrementalInterval = interval;
    }

    /** Declares the dataset otherwise, from the next {@link #restart()} on. */
    void declare(Declaration next) {
        declaration = next;
    }

    Topic topic() {
        return topic;
    }

    CassandraSettings cassandra() {
        return settings().cassandra();
    }

    /** Returns the SQL with this dataset's name. */
    String sql(String text) {
        return text.replace("DATASET", name);
    }

    void start() {
        grid = new TestGrid(2);
        controller = new Controller(
                grid.member(0),
                settings(),
                List.of(new DatasetViews(dataset(), configured)),
                (source, datasets) -> VIEWS.parse(
                        source.name(),
                        source.sql(),
                        datasets.stream().collect(Collectors.toMap(Dataset::name, Function.identity()))),
                clock);
        controller.start();
    }

    /** Connects as an application does. */
    LambdaGrid connect() {
        return LambdaGrid.builder()
                .addresses("127.0.0.1:"
                        + grid.member(0)
                                .getCluster()
                                .getLocalMember()
                                .getAddress()
                                .getPort())
                .clusterName(grid.clusterName())
                .connect();
    }

    UpkeepSettings upkeep() {
        return settings().upkeep();
    }

    KafkaSettings kafka() {
        return new KafkaSettings(stack.kafkaBootstrapServers(), Map.of());
    }

    MasterLocation master() {
        return MasterLocation.of(stack.hdfsUri() + "/" + name, Map.of("dfs.replication", "1"));
    }

    private ControlSettings settings() {
        return new ControlSettings(
                kafka(),
                master(),
                new ArchiveSettings(Duration.ofMillis(500), 64L << 20, 1),
                new UpkeepSettings(Duration.ofSeconds(1), 64L << 20, keepReplaced),
                CassandraSettings.of(List.of(stack.cassandraContactPoint()), stack.cassandraDatacenter(), name),
                SpeedPlan.Pace.DEFAULTS,
                -1,
                Duration.ZERO,
                incrementalInterval,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5));
    }

    /** Turns the whole grid off and on again. */
    void restart() {
        stop();
        start();
    }

    void addTwoMembers() {
        grid.addMember();
        grid.addMember();
        PartitionService partitions = grid.member(0).getPartitionService();
        await().atMost(SOON).until(() -> partitions.isClusterSafe() && owners(partitions) == 4);
    }

    private static long owners(PartitionService partitions) {
        return partitions.getPartitions().stream()
                .map(Partition::getOwner)
                .distinct()
                .count();
    }

    /**
     * Two members that have each other's backups go down with no time in between to make new ones; the one in control
     * stays.
     */
    void loseTwoMembers() {
        List<HazelcastInstance> lost = Stream.of(List.of(1, 2), List.of(1, 3), List.of(2, 3))
                .map(pair -> pair.stream().map(grid::member).toList())
                .max(Comparator.comparingLong(this::onlyOn))
                .orElseThrow();
        assertThat(onlyOn(lost)).as("partitions that are on no other member").isPositive();
        grid.member(0).getCluster().changeClusterState(ClusterState.NO_MIGRATION);
        lost.forEach(member -> member.getLifecycleService().terminate());
        await().atMost(SOON).ignoreExceptions().until(() -> {
            grid.member(0).getCluster().changeClusterState(ClusterState.ACTIVE);
            return true;
        });
    }

    /** Returns how many partitions have owner and backup among some members. */
    private long onlyOn(List<HazelcastInstance> members) {
        Set<Address> addresses = members.stream()
                .map(member -> member.getCluster().getLocalMember().getAddress())
                .collect(Collectors.toSet());
        return Arrays.stream(
                        Util.getNodeEngine(grid.member(0)).getPartitionService().getInternalPartitions())
                .filter(partition -> addresses.contains(partition.getReplicaAddress(0))
                        && addresses.contains(partition.getReplicaAddress(1)))
                .count();
    }

    /** Turns the whole grid off. */
    void stop() {
        controller.close();
        grid.close();
    }

    void send(int records) throws Exception {
        for (int i = 0; i < records; i++) {
            int partition = i % topic.partitions();
            Order order = new Order(partition, nextOffsets.merge(partition, 1L, Long::sum) - 1, product(i), i % 11);
            topic.send(order.partition(), json(order.product(), order.quantity()));
            sent.add(order);
        }
        topic.flush();
    }

    private static String product(int i) {
        return "p" + (i * 7919L % 97);
    }

    static String json(String product, long quantity) {
        return "{\"product\":\"" + product + "\",\"quantity\":" + quantity + "}";
    }

    /** Counts a record that somebody else sends. */
    void expect(String product, long quantity) {
        sent.add(new Order(-1, -1, product, quantity));
    }

    /** Counts records no more that are lost. */
    void forget(int partition, long from, long end) {
        sent.removeIf(order -> order.partition() == partition && from <= order.offset() && order.offset() < end);
    }

    /** Returns {@code ORDERS/PIECES} of each product, of orders of such quantities. */
    Map<String, String> expected(LongPredicate counted) {
        Map<String, List<Long>> quantities = new TreeMap<>();
        sent.stream()
                .filter(order -> counted.test(order.quantity()))
                .forEach(order -> quantities
                        .computeIfAbsent(order.product(), product -> new ArrayList<>())
                        .add(order.quantity()));
        Map<String, String> rows = new TreeMap<>();
        quantities.forEach((product, some) -> rows.put(
                product,
                some.size() + "/" + some.stream().mapToLong(Long::longValue).sum()));
        return rows;
    }

    /** Returns {@code ORDERS/PIECES} of each product as a view says. */
    Map<String, String> rows(String view) {
        Map<String, String> rows = new TreeMap<>();
        query("SELECT product, orders, pieces FROM " + view)
                .forEach(row -> rows.put(row.getObject(0), row.getObject(1) + "/" + row.getObject(2)));
        return rows;
    }

    void awaitRows(String view, Map<String, String> expected) {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(rows(view)).isEqualTo(expected));
    }

    List<SqlRow> query(String sql) {
        try (SqlResult result = grid.member(0).getSql().execute(sql)) {
            return result.stream().toList();
        }
    }

    /** Returns what a view says of itself. */
    ViewStatus status(String view) {
        IMap<String, ViewStatus> statuses = map(GridMaps.VIEWS);
        return Objects.requireNonNull(statuses.get(view));
    }

    ViewStatus awaitStatus(String view, String status, String... reasons) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            assertThat(status(view).status()).as(status(view).reason()).isEqualTo(status);
            for (String reason : reasons) {
                assertThat(status(view).reason()).contains(reason);
            }
        });
        return status(view);
    }

    /** Returns when the master dataset has everything that can be read from the topic. */
    void awaitArchived() {
        MasterTable table = new MasterTable(master(), dataset());
        try (TopicInspector inspector = new TopicInspector(kafka())) {
            Coverage end = inspector.inspect(topic.name()).end();
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(table.coverage()).isEqualTo(end));
        }
    }

    <V> IMap<String, V> map(String map) {
        return grid.member(0).getMap(map);
    }

    enum Kind {
        RECOMPUTATION,
        INCREMENTAL
    }

    /** Asks for a generation and returns when it is served. */
    void run(Kind kind) {
        awaitServed(ask(kind));
    }

    /** Asks for a generation; returns the request. */
    String ask(Kind kind) {
        IMap<String, RunRequest> requests = map(GridMaps.REQUESTS);
        RunRequest request = new RunRequest(
                UUID.randomUUID().toString(),
                name,
                kind == Kind.RECOMPUTATION,
                OffsetDateTime.now(Clock.systemUTC()),
                0,
                "");
        requests.put(request.id(), request);
        return request.id();
    }

    void awaitServed(String request) {
        IMap<String, RunRequest> requests = map(GridMaps.REQUESTS);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                Objects.requireNonNull(requests.get(request)).outcome())
                        .isEqualTo(RunRequest.DONE));
    }

    @Override
    public void close() {
        stop();
        topic.close();
    }
}
