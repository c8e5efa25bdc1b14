package io.lambdagrid.master;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;

/**
 * All files of an import, on their way into the table at once.
 *
 * @param partition the number that was free when the import began
 * @param rows how many there are, which is where the partition ends
 * @param startedNanos when the first file was begun
 */
record ImportAppend(String id, int partition, long rows, List<WrittenFile> files, long startedNanos)
        implements TableChange {
    private static final Duration MAX_AGE = RowFileWriter.LEASE.dividedBy(2);

    @Override
    public String name() {
        return "import " + id;
    }

    /** Looks at the time here because this is asked after the table was last read and before it is changed. */
    @Override
    public TableState after(TableState before) {
        Duration age = Duration.ofNanos(System.nanoTime() - startedNanos);
        if (age.compareTo(MAX_AGE) > 0) {
            throw refused("it began " + age.toHours() + " h ago. Import fewer files at a time.");
        }
        if (before.imports().containsKey(id) || before.nextImportPartition() != partition) {
            throw refused("another import came first. Import again.");
        }
        CoverageAdvance advance = new CoverageAdvance(
                new TreeMap<>(Map.of(partition, new OffsetRange(0, rows))), new TreeMap<>(Map.of(partition, 0L)));
        TableContents contents =
                files.stream().map(WrittenFile::contents).reduce(TableContents.NOTHING, TableContents::plus);
        return before.after(advance, contents).withImport(id, partition);
    }

    private GridException refused(String why) {
        return new GridException(
                GridError.CATALOG_CONFLICT, "The import '" + id + "' was given up, nothing of it is there: " + why);
    }

    @Override
    public SnapshotUpdate<?> update(Table table) {
        AppendFiles update = table.newAppend();
        files.forEach(written -> update.appendFile(written.file()));
        return update;
    }
}
