package io.lambdagrid.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.jet.impl.util.Util;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import com.hazelcast.query.Predicates;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import io.lambdagrid.testing.TestGrid;
import io.lambdagrid.testing.TestViews;
import io.lambdagrid.view.RowIndex;
import io.lambdagrid.view.ViewFold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FencedWriteTest {
    private final TestGrid grid = new TestGrid(2);
    private final ViewFold fold = new ViewFold(TestViews.countByProduct());
    private GridFences fences;
    private ViewRows rows;

    @BeforeEach
    void open() {
        fences = new GridFences(grid.member(0), "orders", 1);
        rows = new ViewRows(grid.member(0), fold, 1);
        fences.setAll("t:0=0");
    }

    @AfterEach
    void close() {
        grid.close();
    }

    @Test
    void a_write_moves_rows_and_fence_together() {
        String key = keyIn(3);

        assertThat(write(3, "t:0=0", "t:0=5", key, 5)).isEqualTo(WriteOutcome.APPLIED);

        assertThat(orders(key)).isEqualTo(5);
        assertThat(fences.all()).containsEntry(3, "t:0=5").containsEntry(4, "t:0=0");
    }

    @Test
    void a_repeated_write_changes_nothing() {
        String key = keyIn(3);
        write(3, "t:0=0", "t:0=5", key, 5);

        assertThat(write(3, "t:0=0", "t:0=5", key, 77)).isEqualTo(WriteOutcome.REPEATED);

        assertThat(orders(key)).isEqualTo(5);
    }

    @Test
    void a_write_that_starts_elsewhere_is_refused() {
        String key = keyIn(3);
        write(3, "t:0=0", "t:0=5", key, 5);

        assertThat(write(3, "t:0=4", "t:0=9", key, 9)).isEqualTo(WriteOutcome.REFUSED);
        assertThat(write(3, "t:0=6", "t:0=9", key, 9)).isEqualTo(WriteOutcome.REFUSED);

        assertThat(orders(key)).isEqualTo(5);
        assertThat(fences.all()).containsEntry(3, "t:0=5");
    }

    @Test
    void nothing_is_written_where_there_is_no_fence_and_no_map_comes_to_life() {
        fences.destroy();
        int mapsBefore = grid.member(0).getDistributedObjects().size();

        assertThat(write(3, "t:0=0", "t:0=5", keyIn(3), 5)).isEqualTo(WriteOutcome.NO_FENCE);

        assertThat(grid.member(0).getDistributedObjects()).hasSize(mapsBefore);
    }

    @Test
    void a_write_under_a_fence_that_does_not_move_is_accepted_again_and_again() {
        fences.setAll(Fences.building(1));
        String key = keyIn(3);

        assertThat(write(3, Fences.building(1), Fences.building(1), key, 5)).isEqualTo(WriteOutcome.APPLIED);
        assertThat(write(3, Fences.building(1), Fences.building(1), key, 6)).isEqualTo(WriteOutcome.APPLIED);
        assertThat(write(3, Fences.building(2), Fences.building(2), key, 7)).isEqualTo(WriteOutcome.REFUSED);

        assertThat(orders(key)).isEqualTo(6);
    }

    @Test
    void rows_and_fences_survive_the_loss_of_a_member() {
        int partitions = fences.partitions();
        List<String> keys = IntStream.range(0, partitions).mapToObj(this::keyIn).toList();
        for (int partition = 0; partition < partitions; partition++) {
            assertThat(write(partition, "t:0=0", "t:0=7", keys.get(partition), 7))
                    .isEqualTo(WriteOutcome.APPLIED);
        }

        grid.kill(1);

        assertThat(fences.all())
                .hasSize(partitions)
                .allSatisfy((partition, fence) -> assertThat(fence).isEqualTo("t:0=7"));
        assertThat(keys).allSatisfy(key -> assertThat(orders(key)).isEqualTo(7));
        for (int partition = 0; partition < partitions; partition++) {
            assertThat(write(partition, "t:0=7", "t:0=8", keys.get(partition), 8))
                    .isEqualTo(WriteOutcome.APPLIED);
        }
    }

    @Test
    void an_index_finds_all_rows_also_after_the_loss_of_a_member_and_on_a_new_one() {
        RowIndex byProduct = new RowIndex(RowIndex.Kind.SORTED, List.of("product"));
        ViewFold indexed = new ViewFold(TestViews.countByProduct().indexed(List.of(byProduct)));
        new ViewRows(grid.member(0), indexed, 1).createIndexes();
        List<String> keys =
                IntStream.range(0, fences.partitions()).mapToObj(this::keyIn).toList();
        for (int partition = 0; partition < keys.size(); partition++) {
            write(partition, "t:0=0", "t:0=7", keys.get(partition), 7);
        }
        assertThat(withProductIn(keys)).containsExactlyInAnyOrderElementsOf(keys);

        grid.kill(1);
        assertThat(withProductIn(keys)).containsExactlyInAnyOrderElementsOf(keys);
        HazelcastInstance joined = grid.addMember();
        await().untilAsserted(() ->
                assertThat(joined.getPartitionService().isClusterSafe()).isTrue());

        assertThat(withProductIn(keys)).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(joined.getMap(rows.mapName()).getLocalMapStats().getIndexedQueryCount())
                .isPositive();
    }

    private Set<String> withProductIn(List<String> products) {
        return rows.map().keySet(Predicates.in("product", products.toArray(String[]::new)));
    }

    @Test
    void nothing_can_be_read_that_a_backup_does_not_hold() throws Exception {
        int partition = ownedByFirst();
        String key = keyIn(partition);
        CountDownLatch backupGoesOn = new CountDownLatch(1);
        hold(grid.member(1), partition, backupGoesOn);

        CompletableFuture<WriteOutcome> write = begin(partition, "t:0=0", "t:0=5", key, 5);
        await().during(Duration.ofMillis(300)).until(() -> rows.map().get(key) == null && !write.isDone());
        backupGoesOn.countDown();

        assertThat(write.get(10, TimeUnit.SECONDS)).isEqualTo(WriteOutcome.APPLIED);
        assertThat(orders(key)).isEqualTo(5);
    }

    @Test
    void a_backup_that_was_written_first_goes_on_as_primary() {
        int partition = ownedBySecond();
        String key = keyIn(partition);
        writeAhead(partition, "t:0=0", "t:0=5", key, 5);
        assertThat(rows.map().get(key)).isNull();

        grid.kill(1);

        assertThat(write(partition, "t:0=0", "t:0=5", key, 5)).isEqualTo(WriteOutcome.REPEATED);
        assertThat(orders(key)).isEqualTo(5);
    }

    @Test
    void a_backup_that_stayed_ahead_of_its_primary_is_copied_anew() {
        int partition = ownedBySecond();
        String key = keyIn(partition);
        writeAhead(partition, "t:0=0", "t:0=4", key, 4);

        assertThat(write(partition, "t:0=0", "t:0=5", key, 5)).isEqualTo(WriteOutcome.APPLIED);
        grid.kill(1);

        assertThat(fences.all()).containsEntry(partition, "t:0=5");
        assertThat(orders(key)).isEqualTo(5);
    }

    @Test
    void a_backup_that_had_a_write_of_a_job_that_was_replaced_does_not_hold_up_its_follower() {
        int partition = ownedByFirst();
        String key = keyIn(partition);
        writeAhead(partition, "t:0=0", "t:0=4", key, 4);

        assertThat(write(partition, "t:0=4", "t:0=9", key, 9)).isEqualTo(WriteOutcome.REFUSED);

        assertThat(write(partition, "t:0=0", "t:0=5", key, 5)).isEqualTo(WriteOutcome.APPLIED);
        assertThat(orders(key)).isEqualTo(5);
    }

    private int ownedByFirst() {
        return ownedBy(grid.member(0));
    }

    private int ownedBySecond() {
        return ownedBy(grid.member(1));
    }

    private static int ownedBy(HazelcastInstance member) {
        Member owner = member.getCluster().getLocalMember();
        return member.getPartitionService().getPartitions().stream()
                .filter(partition -> owner.equals(partition.getOwner()))
                .findFirst()
                .orElseThrow()
                .getPartitionId();
    }

    /** Keeps a member from doing anything with a partition. */
    private static void hold(HazelcastInstance member, int partition, CountDownLatch until) {
        Util.getNodeEngine(member).getOperationService().execute(new PartitionSpecificRunnable() {
            @Override
            public int getPartitionId() {
                return partition;
            }

            @Override
            public void run() {
                try {
                    until.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    private void writeAhead(int partition, String from, String to, String key, int records) {
        SerializationService serialization = Util.getNodeEngine(grid.member(0)).getSerializationService();
        PartitionRows ahead = new PartitionRows(
                GridFences.mapName("orders", 1),
                serialization.toData(fences.keyOf(partition)),
                serialization.toData(from),
                serialization.toData(to),
                List.of(gridRows().serialized(changes(key, records))));
        Util.getNodeEngine(grid.member(0))
                .getOperationService()
                .createInvocationBuilder(MapService.SERVICE_NAME, new FencedWriteAhead(ahead, partition), partition)
                .setReplicaIndex(1)
                .invoke()
                .join();
    }

    private WriteOutcome write(int partition, String from, String to, String key, int records) {
        return begin(partition, from, to, key, records).join();
    }

    private CompletableFuture<WriteOutcome> begin(int partition, String from, String to, String key, int records) {
        return gridRows().write(partition, from, to, List.of(changes(key, records)));
    }

    private GridRows gridRows() {
        return new GridRows(fences, List.of(rows));
    }

    private RowChanges changes(String key, int records) {
        Object[] partials = fold.empty();
        for (int i = 0; i < records; i++) {
            fold.add(TestViews.order("p", 1), any -> partials);
        }
        RowParts parts =
                RowParts.NONE.withRealtime(RealtimeSlot.EVEN, rows.parts().write(partials));
        return new RowChanges(0, Map.of(key, parts));
    }

    private String keyIn(int partition) {
        HazelcastInstance member = grid.member(0);
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "p" + i)
                .filter(key -> member.getPartitionService().getPartition(key).getPartitionId() == partition)
                .findFirst()
                .orElseThrow();
    }

    private long orders(String key) {
        IMap<String, GenericRecord> map = rows.map();
        return Objects.requireNonNull(Objects.requireNonNull(map.get(key)).getNullableInt64("orders"));
    }
}
