package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.master.CompactionPlan.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.junit.jupiter.api.Test;

class CompactionPlanTest {
    private static final long TARGET = 1000;

    private static Candidate file(String name, long bytes, int... columns) {
        DataFile file = DataFiles.builder(PartitionSpec.unpartitioned())
                .withPath(name)
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(bytes)
                .withRecordCount(1)
                .build();
        return new Candidate(file, IntStream.of(columns).boxed().collect(Collectors.toSet()));
    }

    private static List<Candidate> files(long... bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> file("f" + i, bytes[i], 1, 2))
                .toList();
    }

    private static List<List<Long>> groups(List<Candidate> files) {
        return CompactionPlan.of(files, TARGET).groups().stream()
                .map(group -> group.stream().map(DataFile::fileSizeInBytes).toList())
                .toList();
    }

    @Test
    void many_small_files_become_one() {
        assertThat(groups(files(10, 10, 10, 10, 10))).containsExactly(List.of(10L, 10L, 10L, 10L, 10L));
    }

    @Test
    void few_small_files_wait_for_more() {
        assertThat(groups(files(10, 10, 10, 10))).isEmpty();
    }

    @Test
    void few_files_that_make_a_large_one_do_not_wait() {
        assertThat(groups(files(300, 300))).containsExactly(List.of(300L, 300L));
    }

    @Test
    void large_files_are_left_alone() {
        assertThat(files(2000, 1000, 500)).allMatch(file -> CompactionPlan.isLarge(file.file(), TARGET));
        assertThat(CompactionPlan.isLarge(file("small", 499, 1).file(), TARGET)).isFalse();
    }

    @Test
    void group_ends_at_the_target() {
        assertThat(groups(files(400, 400, 400, 400, 400))).containsExactly(List.of(400L, 400L), List.of(400L, 400L));
    }

    @Test
    void file_that_would_be_most_of_its_group_waits_for_more() {
        assertThat(groups(files(100, 10, 10, 10, 10, 10))).containsExactly(List.of(10L, 10L, 10L, 10L, 10L));
        assertThat(groups(files(100, 25, 25, 25, 25, 25))).containsExactly(List.of(100L, 25L, 25L, 25L, 25L, 25L));
    }

    @Test
    void files_of_other_columns_do_not_mix() {
        List<Candidate> mixed = IntStream.range(0, 12)
                .mapToObj(i -> i % 2 == 0 ? file("f" + i, 10, 1, 2) : file("f" + i, 10, 1, 2, 3))
                .toList();

        assertThat(CompactionPlan.of(mixed, TARGET).groups())
                .hasSize(2)
                .allSatisfy(group -> assertThat(group).hasSize(6));
    }

    @Test
    void each_row_is_written_again_only_as_often_as_its_file_can_double() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> table = new ArrayList<>();
        long arrived = 0;
        long written = 0;
        for (int round = 0; round < 500; round++) {
            long bytes = 1 + random.nextLong(5);
            arrived += bytes;
            table.add(bytes);
            CompactionPlan plan = CompactionPlan.of(
                    files(table.stream()
                            .mapToLong(Long::longValue)
                            .filter(size -> size < TARGET / 2)
                            .toArray()),
                    TARGET);
            for (List<DataFile> group : plan.groups()) {
                long sum = group.stream().mapToLong(DataFile::fileSizeInBytes).sum();
                written += sum;
                group.forEach(file -> table.remove((Long) file.fileSizeInBytes()));
                table.add(sum);
            }
        }
        assertThat(table.stream().mapToLong(Long::longValue).sum()).isEqualTo(arrived);
        assertThat(table).hasSizeLessThan(40);
        assertThat(written).isLessThan(arrived * 11);
    }
}
