package io.lambdagrid.master;

import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records out of a master dataset whose event happened before a moment. A file is dropped when all of its records
 * are that old, and written anew without them when at least half are; else they stay a while longer, so that each
 * record is written again a few times at most.
 *
 * <p>When an event happened is what the batch layer reads, under the definition in force, so a record never leaves that
 * would count as a later one. A record that was rejected has no event time, for it may be read one day; neither has one
 * whose event time is NULL. Both stay.
 *
 * <p>May be killed at any instruction and may run beside everything else: of two that replace the same file one is
 * refused. Confined to one thread.
 */
public final class RowExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(RowExpiry.class);

    private final MasterTable table;
    private final MasterLocation location;
    private final Dataset dataset;
    private final RowFileReader reader;

    /** The oldest event in files that were looked at, so that they are not read again for nothing. */
    private final Map<String, Long> oldest = new HashMap<>();

    /** Prepares to let records leave. Does no I/O. */
    public RowExpiry(MasterLocation location, Dataset dataset) {
        this(new MasterTable(location, dataset), location, dataset);
    }

    /** For tests that break the commit on purpose. */
    RowExpiry(MasterTable table, MasterLocation location, Dataset dataset) {
        this.table = table;
        this.location = location;
        this.dataset = dataset;
        this.reader = new RowFileReader(location.configuration());
    }

    /**
     * What would leave.
     *
     * @param records how many there are
     * @param oldRecords how many of them are old enough
     * @param leavingRecords how many of these would leave at once, for at least half of their file is that old
     * @param changingFiles how many files would be dropped or written anew
     */
    public record Preview(long records, long oldRecords, long leavingRecords, int changingFiles) {}

    /** What is old in one file. */
    private static final class Old {
        private final Map<Integer, OffsetSet> offsets = new HashMap<>();
        private long rows;
        private long oldestMicros = Long.MAX_VALUE;

        void look(int partition, long offset, long micros, long before) {
            oldestMicros = Math.min(oldestMicros, micros);
            if (micros < before) {
                offsets.computeIfAbsent(partition, p -> new OffsetSet()).add(offset);
                rows++;
            }
        }

        boolean isMostOf(DataFile file) {
            return rows > 0 && 2 * rows >= file.recordCount();
        }

        boolean includes(int partition, long offset) {
            OffsetSet ofPartition = offsets.get(partition);
            return ofPartition != null && ofPartition.contains(offset);
        }
    }

    /**
     * Does everything there is to do at present.
     *
     * @param before microseconds since 1970-01-01
     * @return how many records have left
     * @throws GridException LG-302, LG-402 when the file system does not answer: what was done so far stands, the next
     *     call goes on; LG-411 when a file is damaged; LG-111 when records have left by another column
     */
    long run(long before) {
        Table opened = table.opened();
        int column = opened.schema().findField(dataset.eventTime()).fieldId();
        requireSameColumn(column);
        List<DataFile> files = files(opened);
        forgetFilesBut(files);
        long left = 0;
        for (DataFile file : files) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            if (oldest.getOrDefault(file.location(), Long.MIN_VALUE) < before) {
                Old old = look(opened, file, before);
                oldest.put(file.location(), old.oldestMicros);
                if (old.isMostOf(file)) {
                    left += remove(opened, file, old, new Expired(column, before, TableContents.NOTHING));
                }
            }
        }
        return left;
    }

    /**
     * Returns what a run would do, and does nothing. Reads the event times of all records.
     *
     * @param before microseconds since 1970-01-01
     * @throws GridException as {@link MasterUpkeep#run} does; LG-103 when there is no table
     */
    public Preview preview(long before) {
        Table opened = table.opened();
        Preview all = new Preview(0, 0, 0, 0);
        for (DataFile file : files(opened)) {
            Old old = look(opened, file, before);
            all = new Preview(
                    all.records + file.recordCount(),
                    all.oldRecords + old.rows,
                    all.leavingRecords + (old.isMostOf(file) ? old.rows : 0),
                    all.changingFiles + (old.isMostOf(file) ? 1 : 0));
        }
        return all;
    }

    private static List<DataFile> files(Table opened) {
        return MasterFaults.naming(opened.location(), () -> TableFileList.of(opened, opened.currentSnapshot()));
    }

    private void requireSameColumn(int column) {
        Expired expired = table.state().expired();
        if (expired != null && expired.column() != column) {
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE,
                    "Records have left the master dataset of '" + dataset.name()
                            + "' by another event time than '" + dataset.eventTime()
                            + "'. Expected the column it had then as 'event-time'; nothing leaves until then.");
        }
    }

    private void forgetFilesBut(List<DataFile> files) {
        Set<String> locations = new HashSet<>();
        files.forEach(file -> locations.add(file.location()));
        oldest.keySet().retainAll(locations);
    }

    /** Reads a file as the batch layer does. */
    private Old look(Table opened, DataFile file, long before) {
        int eventTime = dataset.indexOf(dataset.eventTime()).orElseThrow();
        BitSet wanted = new BitSet();
        wanted.set(eventTime);
        MasterScan scan = MasterScan.of(
                location.table(dataset),
                dataset,
                opened,
                opened.currentSnapshot().snapshotId(),
                wanted);
        Configuration configuration = location.configuration();
        scan.writeTo(configuration);
        MasterSplit whole = new MasterSplit(List.of(FilePart.ofWhole(file, scan.definitionId())));
        Old old = new Old();
        try (RowBatchReader batches = new RowBatchReader(whole, configuration)) {
            while (batches.nextKeyValue()) {
                RowBatch batch = batches.getCurrentValue();
                for (int i = 0; i < batch.rows().size(); i++) {
                    Object micros = batch.rows().get(i)[eventTime];
                    if (micros != null) {
                        old.look(batch.partition(i), batch.offset(i), (Long) micros, before);
                    }
                }
            }
        } catch (IOException e) {
            throw MasterFaults.unreachable(file.location(), e);
        }
        return old;
    }

    private long remove(Table opened, DataFile file, Old old, Expired nothing) {
        long startedNanos = System.nanoTime();
        TreeMap<Integer, Tally> leaving = new TreeMap<>();
        Optional<WrittenFile> rest = new SortedRewrite(opened, reader, List.of(file))
                .copy((partition, offset) -> !old.includes(partition, offset), leaving);
        Expired left = new Expired(nothing.column(), nothing.before(), TableContents.of(leaving));
        if (left.records() != old.rows) {
            throw MasterFaults.damaged(
                    file.location(), "it had " + old.rows + " old records, and " + left.records() + " a moment later");
        }
        try {
            table.commit(new RowRemoval(
                    UUID.randomUUID().toString(),
                    file,
                    rest.map(WrittenFile::file).orElse(null),
                    left,
                    startedNanos));
        } catch (GridException e) {
            if (e.error() == GridError.CATALOG_CONFLICT) {
                LOG.info("{}", e.getMessage());
                return 0;
            }
            throw e;
        }
        LOG.info(
                "retention dataset={} before={} file={} left={} kept={}",
                dataset.name(),
                left.beforeInstant(),
                file.location(),
                left.records(),
                file.recordCount() - left.records());
        return left.records();
    }
}
