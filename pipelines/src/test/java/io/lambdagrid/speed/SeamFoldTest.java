package io.lambdagrid.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import io.lambdagrid.client.wire.Difference;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.serving.Delta;
import io.lambdagrid.serving.Fence;
import io.lambdagrid.serving.GridFences;
import io.lambdagrid.serving.GridRows;
import io.lambdagrid.serving.Increments;
import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.serving.RowChanges;
import io.lambdagrid.serving.RowParts;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.serving.SharedMaps;
import io.lambdagrid.serving.ViewRows;
import io.lambdagrid.serving.WriteOutcome;
import io.lambdagrid.testing.TestGrid;
import io.lambdagrid.testing.TestViews;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.ViewFold;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the rows of a partition when its seam moves, whether or not the two layers agree. */
class SeamFoldTest {
    private static final Coverage CUT = Coverage.of("t", Map.of(0, 10L));
    private static final Fence BEFORE = new Fence(0, Coverage.of("t", Map.of(0, 12L)));
    private static final SeamMove MOVE =
            SeamMove.cutAt(0, Coverage.of("t", Map.of()), CUT).become(SeamMove.Phase.STAGED);

    private final TestGrid grid = new TestGrid(2);
    private final ViewFold fold = new ViewFold(TestViews.countByProduct());
    private GridFences fences;
    private Increments increments;
    private ViewRows rows;

    @BeforeEach
    void open() {
        fences = new GridFences(grid.member(0), "orders", 1);
        increments = new Increments(grid.member(0), "orders", 1);
        rows = new ViewRows(grid.member(0), fold, 1);
        fences.setAll(BEFORE.toString());
    }

    @AfterEach
    void close() {
        grid.close();
    }

    @Test
    void merged_value_stays_and_the_batch_part_takes_over() {
        put("p1", new RowParts(orders(5), orders(3), orders(2)));
        increment("p1", 3);

        moveSeam("p1");

        assertThat(column("p1", "orders")).isEqualTo(10);
        assertThat(column("p1", "batch$orders")).isEqualTo(8);
        assertThat(column("p1", "realtime$orders")).isEqualTo(2);
        assertThat(differences()).isEmpty();
    }

    @Test
    void row_that_only_the_next_real_time_part_has_seen_is_not_rewritten() {
        put("p1", new RowParts(orders(5), null, orders(2)));
        GenericRecord before = rows.map().get("p1");

        assertThat(changes("p1")).isEmpty();
        moveSeam("p1");

        assertThat(rows.map().get("p1")).isEqualTo(before);
    }

    @Test
    void difference_between_the_layers_is_noted_and_the_word_of_the_batch_layer_stands() {
        put("p1", new RowParts(orders(5), orders(4), orders(2)));
        increment("p1", 3);

        moveSeam("p1");

        assertThat(column("p1", "orders")).isEqualTo(10);
        assertThat(differences()).singleElement().satisfies(difference -> {
            assertThat(difference.view()).isEqualTo("count_by_product");
            assertThat(difference.key()).isEqualTo("p1");
            assertThat(difference.realtime()).startsWith("[p1, 4");
            assertThat(difference.batch()).startsWith("[p1, 3");
        });
    }

    @Test
    void row_that_the_speed_layer_alone_has_seen_goes_away_and_is_noted() {
        put("p1", new RowParts(null, orders(4), null));

        moveSeam("p1");

        assertThat(rows.map().get("p1")).isNull();
        assertThat(differences()).singleElement().extracting(Difference::batch).isEqualTo("nothing");
        grid.kill(1);
        assertThat(rows.map().get("p1")).isNull();
    }

    @Test
    void row_that_the_batch_layer_alone_has_seen_appears_and_is_noted() {
        increment("p1", 3);

        moveSeam("p1");

        assertThat(column("p1", "orders")).isEqualTo(3);
        assertThat(differences())
                .singleElement()
                .extracting(Difference::realtime)
                .isEqualTo("nothing");
    }

    private List<RowChanges> changes(String key) {
        SeamFold seamFold = new SeamFold(
                List.of(fold),
                gridRows(),
                increments::get,
                new Reconciliation(SharedMaps.of(grid.member(0)), "orders", Clock.systemUTC()));
        return seamFold.changes(partition(key), MOVE);
    }

    private void moveSeam(String key) {
        assertThat(gridRows()
                        .write(partition(key), BEFORE.toString(), BEFORE.moved().toString(), changes(key))
                        .join())
                .isEqualTo(WriteOutcome.APPLIED);
    }

    private void put(String key, RowParts parts) {
        RowChanges changes = new RowChanges(0, Map.of(key, parts));
        gridRows()
                .write(partition(key), BEFORE.toString(), BEFORE.toString(), List.of(changes))
                .join();
    }

    private GridRows gridRows() {
        return new GridRows(fences, List.of(rows));
    }

    private void increment(String key, int records) {
        Delta delta = new Delta(partition(key));
        delta.parts().add(new Delta.Part(0, RealtimeSlot.EVEN, key, orders(records)));
        increments.put(delta);
    }

    private byte[] orders(int records) {
        Object[] partials = fold.empty();
        for (int i = 0; i < records; i++) {
            fold.add(TestViews.order("any", 1), key -> partials);
        }
        return rows.parts().write(partials);
    }

    private int partition(String key) {
        return grid.member(0).getPartitionService().getPartition(key).getPartitionId();
    }

    private long column(String key, String column) {
        return Objects.requireNonNull(
                Objects.requireNonNull(rows.map().get(key)).getNullableInt64(column));
    }

    private List<Difference> differences() {
        IMap<String, Difference> map = grid.member(0).getMap(GridMaps.DIFFERENCES);
        return List.copyOf(map.values());
    }
}
