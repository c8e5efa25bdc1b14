package io.lambdagrid.master;

import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes files that writers left behind when they died: nothing refers to them and nothing ever will.
 *
 * <p>That nothing refers to a file now does not say that nothing will, for whoever wrote it may only be asleep. So a
 * file goes only if all of this holds, in this order:
 *
 * <ol>
 *   <li>It is older than {@link RowFileWriter#LEASE}, by the clock of the file system itself.
 *   <li>Then the table is changed, so that commits prepared before fail and look again; a compaction or an import that
 *       looks again finds itself too old ({@link FileRewrite}), and a file that is still being written is not completed
 *       at that age.
 *   <li>Nothing in the table refers to it after that.
 *   <li>If it is a complete file of archived records, the table covers one of them already, so that its append would be
 *       refused for ever. A committer may wait for days for the file system to come back: age alone says nothing.
 * </ol>
 *
 * <p>Files with other names than ours are not touched. Confined to one thread.
 */
final class OrphanFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanFiles.class);
    private static final String CLEANED_PROPERTY = "lambdagrid.cleaned-at";
    private static final String UUID_TEXT = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern DATA = Pattern.compile(UUID_TEXT + "\\.parquet");
    private static final Pattern METADATA = Pattern.compile(
            UUID_TEXT + "\\.(metadata\\.json|clock)|(" + UUID_TEXT + "-m\\d+|snap-.*" + UUID_TEXT + ")\\.avro");

    private final MasterTable table;
    private final Configuration configuration;
    private final RowFileReader reader;
    private final long leaseMillis;

    OrphanFiles(MasterTable table, Configuration configuration) {
        this(table, configuration, RowFileWriter.LEASE.toMillis());
    }

    /** For tests that cannot wait. */
    OrphanFiles(MasterTable table, Configuration configuration, long leaseMillis) {
        this.table = table;
        this.configuration = configuration;
        this.reader = new RowFileReader(configuration);
        this.leaseMillis = leaseMillis;
    }

    /**
     * Deletes what can be deleted.
     *
     * @return how many files were deleted; none when somebody else's commit came in between
     */
    int run() {
        Table opened = table.opened();
        return MasterFaults.naming(opened.location(), () -> {
            try {
                return run(opened);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private int run(Table opened) throws IOException {
        Path root = new Path(opened.location());
        FileSystem files = root.getFileSystem(configuration);
        long newest = now(files, root) - leaseMillis;
        List<Path> old = new ArrayList<>();
        addOld(files, new Path(root, "data"), DATA, newest, old);
        addOld(files, new Path(root, "metadata"), METADATA, newest, old);
        if (unreferenced(old, opened).isEmpty()) {
            return 0;
        }
        try {
            opened.updateProperties()
                    .set(CLEANED_PROPERTY, String.valueOf(newest + leaseMillis))
                    .commit();
        } catch (CommitFailedException e) {
            return 0;
        }
        Table changed = table.opened();
        int deleted = 0;
        for (Path path : unreferenced(old, changed)) {
            if (isDead(path, changed) && files.delete(path, false)) {
                deleted++;
                LOG.info("orphan deleted file={}", path);
            }
        }
        return deleted;
    }

    /** Clocks of machines differ, and the ages of files are by the file system's. */
    private static long now(FileSystem files, Path root) throws IOException {
        Path clock = new Path(new Path(root, "metadata"), UUID.randomUUID() + ".clock");
        files.create(clock, false).close();
        long now = files.getFileStatus(clock).getModificationTime();
        files.delete(clock, false);
        return now;
    }

    private static void addOld(FileSystem files, Path folder, Pattern name, long newest, List<Path> old)
            throws IOException {
        try {
            for (FileStatus file : files.listStatus(folder)) {
                if (file.isFile()
                        && name.matcher(file.getPath().getName()).matches()
                        && file.getModificationTime() <= newest) {
                    old.add(file.getPath());
                }
            }
        } catch (FileNotFoundException e) {
            // There is no folder for data before the first file.
            LOG.debug("No folder '{}'", folder, e);
        }
    }

    private static List<Path> unreferenced(List<Path> old, Table table) {
        if (old.isEmpty()) {
            return old;
        }
        Set<String> names = new HashSet<>();
        TableReferences.of(table).forEach(location -> names.add(new Path(location).getName()));
        return old.stream().filter(path -> !names.contains(path.getName())).toList();
    }

    private boolean isDead(Path path, Table table) {
        if (!DATA.matcher(path.getName()).matches()) {
            return true;
        }
        Coverage coverage = TableState.of(table.currentSnapshot()).coverage();
        Schema schema = RowPlace.schemaIn(table.schema());
        RowPlace place = new RowPlace(schema);
        AtomicBoolean refused = new AtomicBoolean();
        try {
            reader.forEach(path.toString(), schema, row -> {
                int partition = place.partition(row);
                if (partition < 0 || coverage.includes(partition, place.offset(row))) {
                    refused.set(true);
                }
            });
        } catch (GridException e) {
            if (e.error() == GridError.MASTER_DAMAGED) {
                return true;
            }
            throw e;
        }
        return refused.get();
    }
}
