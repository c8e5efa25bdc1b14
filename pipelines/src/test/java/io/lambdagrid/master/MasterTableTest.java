package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.RecordFormat;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterTableTest {
    @TempDir
    Path folder;

    private MasterTable open() {
        return new MasterTable(Orders.location(folder), Orders.DATASET);
    }

    private MasterTable created() {
        MasterTable table = open();
        table.createIfAbsent(Orders.coverage(Map.of(0, 5L, 1, 0L)));
        return table;
    }

    @Test
    void new_table_covers_what_kafka_no_longer_has() {
        assertThat(open().exists()).isFalse();
        MasterTable table = created();

        assertThat(table.exists()).isTrue();
        assertThat(table.coverage()).isEqualTo(Orders.coverage(Map.of(0, 5L, 1, 0L)));
    }

    @Test
    void creating_again_changes_nothing() {
        long first = created().current().id();

        open().createIfAbsent(Orders.coverage(Map.of(0, 99L)));

        assertThat(open().current().id()).isEqualTo(first);
    }

    @Test
    void creation_that_was_killed_half_way_is_completed() throws IOException {
        created();
        Files.delete(folder.resolve("orders/metadata/v2.metadata.json"));
        assertThat(open().exists()).isFalse();

        open().createIfAbsent(Orders.coverage(Map.of(0, 7L)));

        assertThat(open().coverage()).isEqualTo(Orders.coverage(Map.of(0, 7L)));
    }

    @Test
    void append_moves_the_coverage_with_the_files() {
        MasterTable table = created();
        TableSnapshot before = table.current();

        TableSnapshot after = Orders.append(table, 0, 5, 8);

        assertThat(after.coverage()).isEqualTo(Orders.coverage(Map.of(0, 8L, 1, 0L)));
        assertThat(open().current()).isEqualTo(after);
        assertThat(open().snapshot(before.id())).isEqualTo(before);
    }

    @Test
    void gap_is_refused_and_nothing_is_added() {
        MasterTable table = created();

        assertThatThrownBy(() -> Orders.append(table, 0, 6, 8))
                .hasMessage("LG-401  Commit refused: partition 0 must go on at offset '5', but the new files begin at"
                        + " '6'. Read the master dataset's coverage again and go on from there.");
        assertThat(open().coverage().end(0)).isEqualTo(5);
    }

    @Test
    void overlap_is_refused_and_nothing_is_added() {
        MasterTable table = created();
        Orders.append(table, 0, 5, 8);

        assertThatThrownBy(() -> Orders.append(table, 0, 7, 9)).hasMessageContaining("must go on at offset '8'");
        assertThat(open().coverage().end(0)).isEqualTo(8);
    }

    @Test
    void partition_nobody_announced_is_refused() {
        MasterTable table = created();

        assertThatThrownBy(() -> Orders.append(table, 2, 40, 41))
                .hasMessageContaining("partition 2 must go on at no offset, for it is not covered yet, but the new"
                        + " files begin at '40' without saying where its log starts");
    }

    @Test
    void new_partition_begins_where_its_log_starts() {
        MasterTable table = created();

        table.append(List.of(), CoverageAdvance.ofNewPartitions(Map.of(2, 40L)));
        Orders.append(table, 2, 40, 42);

        assertThat(table.coverage()).isEqualTo(Orders.coverage(Map.of(0, 5L, 1, 0L, 2, 42L)));
        assertThatThrownBy(() -> table.append(List.of(), CoverageAdvance.ofNewPartitions(Map.of(2, 41L))))
                .hasMessageStartingWith("LG-401");
    }

    @Test
    void same_append_twice_is_added_once() {
        MasterTable table = created();
        WrittenFile file = Orders.file(table, 1, 0, 3);
        TableSnapshot first = table.append(List.of(file), CoverageAdvance.of(file.ranges()));

        TableSnapshot second = open().append(List.of(file), CoverageAdvance.of(file.ranges()));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void of_many_racing_committers_each_range_is_added_by_exactly_one() throws Exception {
        created();
        int committers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(committers);
        try {
            for (long round = 0; round < 8; round++) {
                long from = round * 10;
                CyclicBarrier start = new CyclicBarrier(committers);
                List<Future<Boolean>> outcomes = IntStream.range(0, committers)
                        .mapToObj(i -> threads.submit(() -> {
                            MasterTable table = open();
                            WrittenFile file = Orders.file(table, 1, from, from + 10);
                            start.await();
                            return isAdded(table, file);
                        }))
                        .toList();
                int added = 0;
                for (Future<Boolean> outcome : outcomes) {
                    added += outcome.get() ? 1 : 0;
                }
                assertThat(added).as("round %d", round).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(open().coverage().end(1)).isEqualTo(80);
        assertThat(TableFiles.offsets(open(), 1)).containsExactlyElementsOf(TableFiles.upTo(80));
    }

    private static boolean isAdded(MasterTable table, WrittenFile file) {
        try {
            table.append(List.of(file), CoverageAdvance.of(file.ranges()));
            return true;
        } catch (GridException e) {
            assertThat(e.error()).isEqualTo(GridError.COVERAGE_NOT_CONTIGUOUS);
            return false;
        }
    }

    @Test
    void racing_committers_of_different_partitions_all_succeed() throws Exception {
        created();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> writers = IntStream.range(0, 2)
                    .<Future<?>>mapToObj(partition -> threads.submit(() -> {
                        MasterTable table = open();
                        long start = partition == 0 ? 5 : 0;
                        for (long from = start; from < start + 10; from++) {
                            Orders.append(table, partition, from, from + 1);
                        }
                    }))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(open().coverage()).isEqualTo(Orders.coverage(Map.of(0, 15L, 1, 10L)));
    }

    @Test
    void old_metadata_is_cleaned_up_and_snapshots_are_kept() throws IOException {
        MasterTable table = created();
        TableSnapshot first = table.current();
        MasterTable sleeper = open();
        sleeper.current();
        for (long offset = 0; offset < 120; offset++) {
            table.append(List.of(), CoverageAdvance.of(Map.of(1, new OffsetRange(offset, offset + 1))));
        }

        try (Stream<Path> files = Files.list(folder.resolve("orders/metadata"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".metadata.json")))
                    .hasSize(101);
        }
        assertThat(open().snapshot(first.id())).isEqualTo(first);
        assertThat(sleeper.coverage().end(1)).isEqualTo(120);
    }

    @Test
    void table_of_other_columns_is_refused() {
        created();
        Dataset other = new Dataset(
                "orders",
                "orders",
                RecordFormat.JSON,
                List.of(new Column("id", ColumnType.VARCHAR), new Column("ordered_at", ColumnType.TIMESTAMP)),
                "ordered_at",
                true);

        assertThatThrownBy(() -> new MasterTable(Orders.location(folder), other).coverage())
                .hasMessageStartingWith("LG-111  Dataset 'orders' is not declared as its master dataset has it: its"
                        + " column 1 is 'id VARCHAR' here and 'id BIGINT' there.");
    }

    @Test
    void missing_table_says_so() {
        assertThatThrownBy(() -> open().coverage()).hasMessageStartingWith("LG-103");
    }

    @Test
    void unreachable_name_node_is_reported_within_seconds_by_its_address() {
        Instant start = Instant.now();

        assertThatThrownBy(
                        () -> new MasterTable(MasterLocation.of("hdfs://127.0.0.1:1/lambda", Map.of()), Orders.DATASET)
                                .coverage())
                .hasMessage("LG-302  The master dataset at 'hdfs://127.0.0.1:1/lambda/orders' cannot be reached:"
                        + " Connection refused. Expected a file system that answers at this address; start it or"
                        + " correct the address.");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void unknown_name_node_is_reported_by_its_name() {
        assertThatThrownBy(() -> new MasterTable(
                                MasterLocation.of("hdfs://no-such-host.invalid:8020/lambda", Map.of()), Orders.DATASET)
                        .coverage())
                .hasMessageStartingWith("LG-302")
                .hasMessageContaining("unknown host no-such-host.invalid");
    }

    @Test
    void location_without_a_scheme_is_refused() {
        assertThatThrownBy(() -> MasterLocation.of("/data" + File.separator + "lambda", Map.of()))
                .hasMessageContaining("has no scheme");
    }
}
