package io.lambdagrid.master;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * A file without the rows that are retained no longer, or no file in its place. The coverage stays as it is, and the
 * table says what has left.
 *
 * @param replacement holds the other rows of {@code file}; {@code null} when there are none
 * @param left what leaves with this change
 * @param startedNanos when the replacement was begun
 */
record RowRemoval(String name, DataFile file, @Nullable DataFile replacement, Expired left, long startedNanos)
        implements TableChange {
    private static final Duration MAX_AGE = RowFileWriter.LEASE.dividedBy(2);

    /** Looks at the time here because this is asked after the table was last read and before it is changed. */
    @Override
    public TableState after(TableState before) {
        Duration age = Duration.ofNanos(System.nanoTime() - startedNanos);
        if (age.compareTo(MAX_AGE) > 0) {
            throw refused("it began " + age.toHours() + " h ago");
        }
        return before.withExpired(left);
    }

    @Override
    public SnapshotUpdate<?> update(Table table) {
        boolean isThere = TableFileList.of(table, table.currentSnapshot()).stream()
                .anyMatch(other -> other.location().equals(file.location()));
        if (!isThere) {
            throw refused("the file has left the table meanwhile");
        }
        if (replacement == null) {
            return table.newDelete().deleteFile(file);
        }
        RewriteFiles rewrite = table.newRewrite()
                .validateFromSnapshot(table.currentSnapshot().snapshotId())
                .dataSequenceNumber(file.dataSequenceNumber());
        return rewrite.deleteFile(file).addFile(replacement);
    }

    private GridException refused(String why) {
        return new GridException(
                GridError.CATALOG_CONFLICT,
                "Taking old rows out of '" + file.location() + "' was given up: " + why
                        + ". Nothing has changed; the next upkeep looks again.");
    }
}
