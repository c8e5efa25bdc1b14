package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.master.MasterVerification.Depth;
import io.lambdagrid.view.Coverage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/** A table of many small files of two partitions. */
final class SmallFiles {
    private final Path folder;

    private SmallFiles(Path folder) {
        this.folder = folder;
    }

    static SmallFiles in(Path folder) {
        SmallFiles files = new SmallFiles(folder);
        files.table().createIfAbsent(Orders.coverage(Map.of(0, 5L, 1, 0L)));
        return files;
    }

    MasterTable table() {
        return new MasterTable(Orders.location(folder), Orders.DATASET);
    }

    Compaction compaction() {
        return new Compaction(Orders.location(folder), Orders.DATASET, UpkeepSettings.DEFAULT);
    }

    /** Appends files with records of all kinds, which go on where the table ends. */
    void append(int files, SplittableRandom random) {
        MasterTable table = table();
        for (int i = 0; i < files; i++) {
            appendOne(table, random);
        }
    }

    static void appendOne(MasterTable table, SplittableRandom random) {
        Coverage coverage = table.coverage();
        long[] ends = {coverage.end(0), coverage.end(1)};
        MasterFileWriter writer = table.newFile();
        for (int i = 0; i < 10 + random.nextInt(10); i++) {
            int partition = random.nextInt(2);
            // Some offsets hold no record, as with transactions.
            long offset = ends[partition] + (random.nextInt(5) == 0 ? 2 : 0);
            write(writer, partition, offset, random);
            ends[partition] = offset + 1;
        }
        Map<Integer, OffsetRange> ranges =
                Map.of(0, new OffsetRange(coverage.end(0), ends[0]), 1, new OffsetRange(coverage.end(1), ends[1]));
        table.append(List.of(writer.close()), CoverageAdvance.of(ranges));
    }

    private static void write(MasterFileWriter writer, int partition, long offset, SplittableRandom random) {
        byte[] raw = ("raw " + random.nextLong()).getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(4)) {
            case 0 -> writer.reject(partition, offset, Orders.NOW, "unreadable", raw);
            case 1 -> writer.reject(partition, offset, Orders.NOW, "a tombstone", null);
            case 2 -> writer.accept(partition, offset, Orders.NOW, new @Nullable Object[] {null, offset}, raw);
            default -> writer.accept(partition, offset, Orders.NOW, new Object[] {random.nextLong(), offset}, raw);
        }
    }

    List<DataFile> files() {
        return TableFileList.of(table().table(), table().table().currentSnapshot());
    }

    MasterReport verify() {
        return new MasterVerification(Orders.location(folder), Orders.DATASET, 10).verify(Depth.ROWS);
    }

    void assertSound() {
        assertThat(verify().problems()).isEmpty();
    }
}
