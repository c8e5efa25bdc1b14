package io.lambdagrid.master;

import io.lambdagrid.view.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one Parquet file of the master dataset. Offsets of a partition come in ascending order, each once.
 *
 * <p>Every method throws LG-302 when the file system does not answer; the file is of no use then and is left behind,
 * for nothing refers to it. Confined to one thread.
 */
public final class MasterFileWriter {
    private static final Logger LOG = LoggerFactory.getLogger(MasterFileWriter.class);

    private final Dataset dataset;
    private final FileIO io;
    private final String location;
    private final DataWriter<TableRow> writer;
    private final Map<Integer, OffsetRange> ranges = new HashMap<>();
    private final int width;
    private long rows;

    private MasterFileWriter(Dataset dataset, FileIO io, String location, DataWriter<TableRow> writer) {
        this.dataset = dataset;
        this.io = io;
        this.location = location;
        this.writer = writer;
        this.width = MasterSchema.of(dataset).columns().size();
    }

    static MasterFileWriter create(Dataset dataset, Table table) {
        String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
        OutputFile file = table.io().newOutputFile(location);
        try {
            DataWriter<TableRow> writer = Parquet.writeData(file)
                    .forTable(table)
                    .withSpec(table.spec())
                    .createWriterFunc(type -> InternalWriter.<TableRow>createWriter(table.schema(), type))
                    .build();
            return new MasterFileWriter(dataset, table.io(), location, writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a record that could be read. */
    public void accept(int partition, long offset, Instant ingestedAt, @Nullable Object[] columns, byte[] raw) {
        TableRow row = begin(partition, offset, ingestedAt);
        for (int i = 0; i < columns.length; i++) {
            row.set(i, columns[i]);
        }
        if (dataset.keepsRaw()) {
            row.set(columns.length + 5, ByteBuffer.wrap(raw));
        }
        write(row, partition, offset);
    }

    /** Adds a record that could not be read. */
    public void reject(int partition, long offset, Instant ingestedAt, String reason, byte @Nullable [] raw) {
        TableRow row = begin(partition, offset, ingestedAt);
        int declared = dataset.columns().size();
        row.set(declared + 3, reason);
        row.set(declared + 4, raw == null ? null : ByteBuffer.wrap(raw));
        write(row, partition, offset);
    }

    private TableRow begin(int partition, long offset, Instant ingestedAt) {
        TableRow row = new TableRow(width);
        int declared = dataset.columns().size();
        row.set(declared, partition);
        row.set(declared + 1, offset);
        row.set(declared + 2, ChronoUnit.MICROS.between(Instant.EPOCH, ingestedAt));
        return row;
    }

    private void write(TableRow row, int partition, long offset) {
        MasterFaults.naming(location, () -> {
            writer.write(row);
            return row;
        });
        rows++;
        OffsetRange range = ranges.get(partition);
        ranges.put(partition, new OffsetRange(range == null ? offset : range.from(), offset + 1));
    }

    public long rows() {
        return rows;
    }

    /** Returns about how long the file would be if it were closed now. */
    public long lengthBytes() {
        return writer.length();
    }

    /**
     * Completes the file; it is on disk as a whole when this returns.
     *
     * @throws IllegalStateException when it has no rows: there is no file then, only a name
     */
    public WrittenFile close() {
        if (rows == 0) {
            throw new IllegalStateException("A file without rows is not written; abandon it");
        }
        return MasterFaults.naming(location, () -> {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return WrittenFile.of(writer.toDataFile(), ranges);
        });
    }

    /** Gives up the file, which nothing refers to, and deletes it if the file system lets us. */
    public void abandon() {
        try {
            writer.close();
            io.deleteFile(location);
        } catch (IOException | RuntimeException e) {
            LOG.debug("An unfinished file is left behind: '{}'", location, e);
        }
    }
}
