package io.lambdagrid.master;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;

/**
 * The same rows in other files. What the table says of itself stays as it is.
 *
 * @param replacement holds the rows of {@code replaced}, each once
 * @param startedNanos when the replacement was begun
 */
record FileRewrite(String name, List<DataFile> replaced, DataFile replacement, long startedNanos)
        implements TableChange {
    /** Half the time after which a file that nothing refers to may be deleted, so that this one cannot have been. */
    private static final Duration MAX_AGE = RowFileWriter.LEASE.dividedBy(2);

    /** Looks at the time here because this is asked after the table was last read and before it is changed. */
    @Override
    public TableState after(TableState before) {
        Duration age = Duration.ofNanos(System.nanoTime() - startedNanos);
        if (age.compareTo(MAX_AGE) > 0) {
            throw refused("it began " + age.toHours() + " h ago");
        }
        return before;
    }

    @Override
    public SnapshotUpdate<?> update(Table table) {
        Set<String> missing =
                new HashSet<>(replaced.stream().map(DataFile::location).toList());
        TableFileList.of(table, table.currentSnapshot()).forEach(file -> missing.remove(file.location()));
        if (!missing.isEmpty()) {
            throw refused("'" + missing.iterator().next() + "' has left the table meanwhile");
        }
        RewriteFiles rewrite = table.newRewrite()
                .validateFromSnapshot(table.currentSnapshot().snapshotId())
                .dataSequenceNumber(replaced.stream()
                        .mapToLong(DataFile::dataSequenceNumber)
                        .max()
                        .orElseThrow());
        replaced.forEach(rewrite::deleteFile);
        return rewrite.addFile(replacement);
    }

    private GridException refused(String why) {
        return new GridException(
                GridError.CATALOG_CONFLICT,
                "A compaction of " + replaced.size() + " files was given up: " + why
                        + ". Nothing has changed; the next one looks again.");
    }
}
