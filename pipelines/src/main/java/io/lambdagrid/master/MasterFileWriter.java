package io.lambdagrid.master;

import io.lambdagrid.view.Dataset;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes records into one Parquet file of the master dataset. Offsets of a partition come in ascending order, each
 * once.
 *
 * <p>Every method throws LG-302 when the file system does not answer; the file is of no use then and is left behind,
 * for nothing refers to it. Confined to one thread.
 */
public final class MasterFileWriter implements ArchiveFile {
    private final Dataset dataset;
    private final RowFileWriter writer;
    private final int definition;
    private final int width;

    private MasterFileWriter(Dataset dataset, Table table, RowFileWriter writer) {
        this.dataset = dataset;
        this.definition = TableDefinitions.of(table.properties()).current();
        this.width = table.schema().columns().size();
        this.writer = writer;
    }

    static MasterFileWriter create(Dataset dataset, Table table) {
        return new MasterFileWriter(dataset, table, RowFileWriter.create(table, table.schema()));
    }

    /**
     * Adds a record that could be read.
     *
     * @param raw its bytes; {@code null} when they are not of the dataset's format
     */
    @Override
    public void accept(
            int partition, long offset, Instant ingestedAt, @Nullable Object[] columns, byte @Nullable [] raw) {
        TableRow row = begin(partition, offset, ingestedAt);
        for (int i = 0; i < columns.length; i++) {
            row.set(i, columns[i]);
        }
        if (dataset.keepsRaw() && raw != null) {
            row.set(columns.length + 6, ByteBuffer.wrap(raw));
        }
        writer.write(row);
    }

    /** Adds a record that could not be read. */
    @Override
    public void reject(int partition, long offset, Instant ingestedAt, String reason, byte @Nullable [] raw) {
        TableRow row = begin(partition, offset, ingestedAt);
        int declared = dataset.columns().size();
        row.set(declared + 3, reason);
        row.set(declared + 4, raw == null ? null : ByteBuffer.wrap(raw));
        writer.write(row);
    }

    private TableRow begin(int partition, long offset, Instant ingestedAt) {
        TableRow row = new TableRow(width);
        int declared = dataset.columns().size();
        row.set(declared, partition);
        row.set(declared + 1, offset);
        row.set(declared + 2, ChronoUnit.MICROS.between(Instant.EPOCH, ingestedAt));
        row.set(declared + 5, definition);
        return row;
    }

    public long rows() {
        return writer.rows();
    }

    /** Returns about how long the file would be if it were closed now. */
    @Override
    public long lengthBytes() {
        return writer.lengthBytes();
    }

    /**
     * Completes the file; it is on disk as a whole when this returns.
     *
     * @throws IllegalStateException when it has no rows: there is no file then, only a name
     */
    @Override
    public WrittenFile close() {
        return writer.close();
    }

    /** Gives up the file, which nothing refers to, and deletes it if the file system lets us. */
    @Override
    public void abandon() {
        writer.abandon();
    }
}
