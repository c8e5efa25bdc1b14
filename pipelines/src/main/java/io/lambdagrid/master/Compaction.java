package io.lambdagrid.master;

import io.lambdagrid.master.CompactionPlan.Candidate;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes few large files out of many small ones. Neither the rows nor the coverage change, so whoever reads the table at
 * any of its snapshots notices nothing; the archive goes on meanwhile. May be killed at any instruction and may run
 * twice at once: of two that replace the same file one is refused. Confined to one thread.
 */
public final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    /** How many bytes of rows are sorted in memory at a time; they take several times as much there. */
    private static final long SLICE_BYTES = 32L << 20;

    private final MasterTable table;
    private final Dataset dataset;
    private final RowFileReader reader;
    private final long targetFileBytes;

    /** Prepares a compaction. Does no I/O. */
    public Compaction(MasterLocation location, Dataset dataset, UpkeepSettings settings) {
        this(new MasterTable(location, dataset), location, dataset, settings);
    }

    /** For tests that break the commit on purpose. */
    Compaction(MasterTable table, MasterLocation location, Dataset dataset, UpkeepSettings settings) {
        this.table = table;
        this.dataset = dataset;
        this.reader = new RowFileReader(location.configuration());
        this.targetFileBytes = settings.targetFileBytes();
    }

    /**
     * What was done.
     *
     * @param replacedFiles how many small files left the table
     * @param newFiles how many files they became
     */
    public record Outcome(int replacedFiles, int newFiles) {}

    /**
     * Does everything there is to do at present.
     *
     * @throws GridException LG-302, LG-402 when the file system does not answer: what was done so far stands, the next
     *     call goes on; LG-411 when a file is damaged
     */
    public Outcome run() {
        int replaced = 0;
        int written = 0;
        for (List<DataFile> group : plan().groups()) {
            if (rewrite(group)) {
                replaced += group.size();
                written++;
            }
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        return new Outcome(replaced, written);
    }

    private CompactionPlan plan() {
        Table opened = table.opened();
        List<DataFile> files =
                MasterFaults.naming(opened.location(), () -> TableFileList.of(opened, opened.currentSnapshot()));
        List<Candidate> candidates = files.stream()
                .filter(file -> !CompactionPlan.isLarge(file, targetFileBytes))
                .map(file -> new Candidate(file, reader.footer(file.location()).columns()))
                .toList();
        return CompactionPlan.of(candidates, targetFileBytes);
    }

    /**
     * Returns whether the files were replaced. Whatever becomes of the commit, the new file is not deleted here: only
     * the table says whether it is needed, and {@link OrphanFiles} asks it.
     */
    private boolean rewrite(List<DataFile> group) {
        long startedNanos = System.nanoTime();
        WrittenFile written = new SortedRewrite(table.opened(), reader, group).write(SLICE_BYTES);
        try {
            table.commit(
                    new FileRewrite(UUID.randomUUID().toString(), List.copyOf(group), written.file(), startedNanos));
        } catch (GridException e) {
            if (e.error() == GridError.CATALOG_CONFLICT) {
                LOG.info("{}", e.getMessage());
                return false;
            }
            throw e;
        }
        LOG.info(
                "compaction dataset={} files={} bytes={} rows={} into={}",
                dataset.name(),
                group.size(),
                group.stream().mapToLong(DataFile::fileSizeInBytes).sum(),
                written.contents().rows(),
                written.file().location());
        return true;
    }
}
