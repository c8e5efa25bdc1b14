package io.lambdagrid.master;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The data files of a table snapshot, with their metrics, in the order in which they came. */
final class TableFileList {
    private TableFileList() {}

    static List<DataFile> of(Table table, Snapshot snapshot) {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan()
                .useSnapshot(snapshot.snapshotId())
                .includeColumnStats()
                .planFiles()) {
            tasks.forEach(task -> files.add(task.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Comparator.comparing(DataFile::dataSequenceNumber, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(DataFile::location));
        return files;
    }
}
