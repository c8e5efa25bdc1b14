package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryUpdatedListener;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.control.LiveDataset.Kind;
import io.lambdagrid.master.DeclaredGap;
import io.lambdagrid.master.GapAcceptance;
import io.lambdagrid.master.MasterReport;
import io.lambdagrid.master.MasterVerification;
import io.lambdagrid.master.OffsetRange;
import io.lambdagrid.stack.SharedStack;
import io.lambdagrid.view.Coverage;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever makes exact answers impossible is said by the view, and what can be made good is, on real servers. */
class LoudStopsTest {
    private static final String VIEW = "count_by_product";
    private static final Map<String, String> VIEWS =
            Map.of(VIEW, "SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM DATASET GROUP BY product");

    private LiveDataset orders;

    @BeforeEach
    void start() throws Exception {
        orders = new LiveDataset(VIEWS);
        orders.send(3);
        orders.awaitRows(VIEW, expected());
    }

    @AfterEach
    void stop() {
        orders.close();
    }

    private Map<String, String> expected() {
        return orders.expected(quantity -> true);
    }

    private GapAcceptance acceptance() {
        return new GapAcceptance(orders.master(), orders.dataset(), orders.kafka(), Clock.systemUTC());
    }

    @Test
    void records_that_only_the_master_dataset_still_has_are_made_good_without_anybody() throws Exception {
        orders.send(300);
        orders.awaitArchived();
        orders.stop();
        for (int partition = 0; partition < 3; partition++) {
            orders.topic().deleteBelow(partition, 90);
        }
        orders.start();

        orders.awaitRows(VIEW, expected());
        assertThat(orders.awaitStatus(VIEW, ViewStatus.SERVING).base()).isEqualTo(2);
        assertThat(acceptance().missing("")).isEmpty();
        orders.send(30);
        orders.run(Kind.INCREMENTAL);
        orders.awaitRows(VIEW, expected());
        await().atMost(LiveDataset.SOON)
                .untilAsserted(() -> assertThat(orders.status(VIEW).reason()).isEmpty());
        assertThat(orders.query("SELECT * FROM lambda_differences")).isEmpty();
    }

    @Test
    void records_that_nobody_has_any_more_halt_the_view_until_they_are_given_up() throws Exception {
        orders.send(300);
        orders.awaitArchived();
        orders.stop();
        orders.send(60);
        orders.topic().deleteBelow(1, 115);
        orders.topic().deleteBelow(2, 102);
        orders.start();

        ViewStatus halted = orders.awaitStatus(
                VIEW, ViewStatus.HALTED, "LG-312", orders.topic().name(), "partition");
        assertThat(Coverage.parse(halted.appliedCoverage()).end(1)).isLessThan(101);
        List<DeclaredGap> missing = acceptance().missing("disk was full, twice");
        assertThat(missing).extracting(DeclaredGap::partition).containsExactly(1, 2);
        assertThat(missing)
                .extracting(DeclaredGap::offsets)
                .containsExactly(new OffsetRange(101, 115), new OffsetRange(101, 102));
        acceptance().accept(missing);
        assertThatThrownBy(() -> acceptance()
                        .accept(List.of(new DeclaredGap(1, new OffsetRange(101, 115), Instant.EPOCH, "too late"))))
                .hasMessageStartingWith("LG-401");

        orders.forget(1, 101, 115);
        orders.forget(2, 101, 102);
        orders.awaitRows(VIEW, expected());
        String reason = "offsets 101 to 114 of partition 1 are missing, accepted at "
                + missing.get(0).acceptedAt() + " ('disk was full, twice')";
        orders.awaitStatus(VIEW, ViewStatus.SERVING, "LG-413", reason);
        orders.send(30);
        orders.run(Kind.INCREMENTAL);
        orders.awaitRows(VIEW, expected());
        orders.awaitArchived();
        orders.run(Kind.RECOMPUTATION);
        orders.awaitRows(VIEW, expected());
        MasterReport report =
                new MasterVerification(orders.master(), orders.dataset(), 10).verify(MasterVerification.Depth.ROWS);
        assertThat(report.problems()).isEmpty();
        assertThat(report.gaps()).isEqualTo(missing);

        orders.restart();
        orders.awaitRows(VIEW, expected());
        orders.awaitStatus(VIEW, ViewStatus.SERVING, reason);
    }

    @Test
    void topic_that_was_deleted_and_created_again_halts_the_view_where_it_is() throws Exception {
        orders.send(300);
        orders.awaitRows(VIEW, expected());
        orders.awaitArchived();

        orders.topic().recreate();
        orders.awaitStatus(
                VIEW, ViewStatus.HALTED, "LG-311", "Topic '" + orders.topic().name() + "'");
        orders.topic().send(0, LiveDataset.json("other", 1));
        orders.topic().flush();
        assertThat(orders.rows(VIEW)).isEqualTo(expected());
        assertThatThrownBy(() -> acceptance().missing(""))
                .hasMessageStartingWith("LG-311")
                .hasMessageContaining("Declare a dataset with another name over the topic.");

        orders.restart();
        orders.awaitStatus(VIEW, ViewStatus.HALTED, "LG-311");
        assertThat(orders.rows(VIEW)).doesNotContainKey("other");
    }

    @Test
    void missing_file_halts_the_view_by_its_name_and_nothing_is_computed_without_it() throws Exception {
        orders.send(300);
        orders.awaitRows(VIEW, expected());
        orders.awaitArchived();
        FileSystem files = FileSystem.newInstance(
                URI.create(SharedStack.get().hdfsUri().toString()), new org.apache.hadoop.conf.Configuration());
        Path lost = newest(files);
        Path aside = new Path("/aside-" + orders.name());
        assertThat(files.rename(lost, aside)).isTrue();

        String request = orders.ask(Kind.RECOMPUTATION);
        orders.awaitStatus(VIEW, ViewStatus.HALTED, "LG-411", lost.getName());
        assertThat(orders.rows(VIEW)).isEqualTo(expected());

        assertThat(files.rename(aside, lost)).isTrue();
        orders.awaitServed(request);
        orders.awaitStatus(VIEW, ViewStatus.SERVING);
        orders.awaitRows(VIEW, expected());
        assertThat(orders.rows(VIEW + "_batch")).isEqualTo(expected());
    }

    private Path newest(FileSystem files) throws Exception {
        var found = files.listFiles(new Path("/" + orders.name()), true);
        @Nullable FileStatus newest = null;
        while (found.hasNext()) {
            FileStatus file = found.next();
            if (file.getPath().getName().endsWith(".parquet") && (newest == null || file.getLen() > newest.getLen())) {
                newest = file;
            }
        }
        return Objects.requireNonNull(newest).getPath();
    }

    @Test
    void more_members_lost_than_backups_make_the_view_refuse_until_all_rows_are_back() throws Exception {
        orders.addTwoMembers();
        orders.send(3000);
        orders.awaitRows(VIEW, expected());
        orders.awaitArchived();
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        IMap<String, ViewStatus> statuses = orders.map(GridMaps.VIEWS);
        statuses.addEntryListener(
                (EntryUpdatedListener<String, ViewStatus>) event -> told.add(
                        event.getValue().status() + " " + event.getValue().reason()),
                true);

        orders.loseTwoMembers();

        await().atMost(LiveDataset.SOON)
                .untilAsserted(() -> assertThat(told).anyMatch(status -> status.startsWith("INCOMPLETE LG-410")));
        orders.awaitRows(VIEW, expected());
        orders.awaitStatus(VIEW, ViewStatus.SERVING);
        orders.send(300);
        orders.awaitRows(VIEW, expected());
    }
}
