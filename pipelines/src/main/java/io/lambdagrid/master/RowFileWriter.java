package io.lambdagrid.master;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.parquet.Parquet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows of the table into one Parquet file and keeps their tally.
 *
 * <p>Every method throws LG-302 when the file system does not answer; the file is of no use then and is left behind,
 * for nothing refers to it. Confined to one thread.
 */
final class RowFileWriter {
    /** How old a file that nothing refers to must be before it may be taken for one that nothing ever will. */
    static final Duration LEASE = Duration.ofDays(1);

    /** No file is completed after half of it, so that the two can never meet. */
    private static final Duration MAX_AGE = LEASE.dividedBy(2);

    private static final Logger LOG = LoggerFactory.getLogger(RowFileWriter.class);

    private final FileIO io;
    private final String location;
    private final DataWriter<TableRow> writer;
    private final RowHash rowHash;
    private final RowPlace place;
    private final long createdNanos = System.nanoTime();
    private final Map<Integer, OffsetRange> ranges = new HashMap<>();
    private final Map<Integer, Tally> tallies = new HashMap<>();
    private long rows;

    private RowFileWriter(FileIO io, String location, DataWriter<TableRow> writer, Schema schema) {
        this.io = io;
        this.location = location;
        this.writer = writer;
        this.rowHash = new RowHash(schema);
        this.place = new RowPlace(schema);
    }

    /** Begins a file whose rows have the fields of {@code schema}, all of them fields of the table. */
    static RowFileWriter create(Table table, Schema schema) {
        String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
        return MasterFaults.naming(location, () -> {
            try {
                DataWriter<TableRow> writer = Parquet.writeData(table.io().newOutputFile(location))
                        .forTable(table)
                        .schema(schema)
                        .withSpec(table.spec())
                        .createWriterFunc(type -> InternalWriter.<TableRow>createWriter(schema, type))
                        .build();
                return new RowFileWriter(table.io(), location, writer, schema);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Adds a row whose values are in the order of the schema. Offsets of a partition ascend, each once. */
    void write(TableRow row) {
        MasterFaults.naming(location, () -> {
            writer.write(row);
            return row;
        });
        rows++;
        int partition = place.partition(row);
        long offset = place.offset(row);
        tallies.merge(partition, Tally.NOTHING.plusRow(rowHash.of(row)), Tally::plus);
        ranges.merge(
                partition,
                new OffsetRange(offset, offset + 1),
                (before, one) -> new OffsetRange(before.from(), one.end()));
    }

    long rows() {
        return rows;
    }

    /** Returns about how long the file would be if it were closed now. */
    long lengthBytes() {
        return writer.length();
    }

    /**
     * Completes the file; it is on disk as a whole when this returns.
     *
     * @throws IllegalStateException when it has no rows: there is no file then, only a name
     */
    WrittenFile close() {
        if (rows == 0) {
            throw new IllegalStateException("A file without rows is not written; abandon it");
        }
        return MasterFaults.naming(location, () -> {
            try {
                requireYoung();
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new WrittenFile(writer.toDataFile(), ranges, TableContents.of(tallies));
        });
    }

    /** Throws an error that passes: what it holds is read again into a new file. */
    private void requireYoung() throws IOException {
        Duration age = Duration.ofNanos(System.nanoTime() - createdNanos);
        if (age.compareTo(MAX_AGE) > 0) {
            throw new InterruptedIOException("the file was open for " + age.toHours() + " h and is given up");
        }
    }

    /** Gives up the file, which nothing refers to, and deletes it if the file system lets us. */
    void abandon() {
        try {
            writer.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("An unfinished file was not closed: '{}'", location, e);
        }
        delete(io, location);
    }

    /** Deletes a file that nothing refers to or will refer to, if the file system lets us. */
    static void delete(FileIO io, String location) {
        try {
            io.deleteFile(location);
        } catch (RuntimeException e) {
            LOG.debug("A file of no use is left behind: '{}'", location, e);
        }
    }
}
