package io.lambdagrid.master;

import io.lambdagrid.view.GridException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.hadoop.HadoopInputFile;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.parquet.ParquetRuntimeException;
import org.jspecify.annotations.Nullable;

/** Reads the file parts of one split, one after the other, in batches. */
final class RowBatchReader extends RecordReader<NullWritable, RowBatch> {
    private static final int BATCH_ROWS = 1024;

    private final MasterScan scan;
    private final OffsetSlice offsets;
    private final Configuration configuration;
    private final Iterator<FilePart> parts;
    private final int partCount;
    private int partsDone;
    private @Nullable OpenPart open;
    private @Nullable FormerRows formerRows;
    private RowBatch batch = new RowBatch();

    RowBatchReader(MasterSplit split, Configuration configuration) {
        this.scan = MasterScan.readFrom(configuration);
        this.offsets = OffsetSlice.readFrom(configuration);
        this.configuration = configuration;
        this.parts = split.parts().iterator();
        this.partCount = split.parts().size();
    }

    @Override
    public void initialize(InputSplit split, TaskAttemptContext context) {
        // Everything came with the constructor.
    }

    @Override
    public boolean nextKeyValue() throws IOException {
        batch = new RowBatch();
        while (batch.size() == 0) {
            if (open == null) {
                if (!parts.hasNext()) {
                    return false;
                }
                open = open(parts.next());
            }
            if (!open.fill(batch)) {
                close();
                partsDone++;
            }
        }
        return true;
    }

    private OpenPart open(FilePart part) {
        if (FormerRows.isCurrent(part, scan)) {
            return OpenPart.of(part, scan, offsets, null, configuration);
        }
        if (formerRows == null) {
            formerRows = new FormerRows(scan);
        }
        return OpenPart.of(part, scan, offsets, formerRows, configuration);
    }

    @Override
    public NullWritable getCurrentKey() {
        return NullWritable.get();
    }

    @Override
    public RowBatch getCurrentValue() {
        return batch;
    }

    @Override
    public float getProgress() {
        return partCount == 0 ? 1 : (float) partsDone / partCount;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.rows.close();
            open = null;
        }
    }

    /** A file part being read. */
    private static final class OpenPart {
        private final FilePart part;
        private final MasterScan scan;
        private final OffsetSlice offsets;
        private final @Nullable FormerRows former;
        private final CloseableIterable<TableRow> rows;
        private final Iterator<TableRow> next;
        private long count;

        private OpenPart(
                FilePart part,
                MasterScan scan,
                OffsetSlice offsets,
                @Nullable FormerRows former,
                CloseableIterable<TableRow> rows) {
            this.part = part;
            this.scan = scan;
            this.offsets = offsets;
            this.former = former;
            this.rows = rows;
            this.next = rows.iterator();
        }

        static OpenPart of(
                FilePart part,
                MasterScan scan,
                OffsetSlice offsets,
                @Nullable FormerRows former,
                Configuration configuration) {
            return naming(part, () -> {
                HadoopInputFile file = HadoopInputFile.fromLocation(part.file(), configuration);
                if (file.getLength() != part.fileLength()) {
                    throw MasterFaults.damaged(
                            part.file(),
                            "it has " + file.getLength() + " bytes, but " + part.fileLength() + " were written");
                }
                CloseableIterable<TableRow> rows = Parquet.read(file)
                        .project(former == null ? scan.projection() : scan.formerProjection())
                        .split(part.start(), part.length())
                        .createReaderFunc(InternalReader.readerFunction())
                        .setRootType(TableRow.class)
                        .build();
                return new OpenPart(part, scan, offsets, former, rows);
            });
        }

        /** Adds rows until the batch is full; returns whether there may be more. */
        boolean fill(RowBatch batch) {
            return naming(part, () -> {
                while (batch.size() < BATCH_ROWS) {
                    if (!next.hasNext()) {
                        requireAllRows();
                        return false;
                    }
                    add(next.next(), batch);
                    count++;
                }
                return true;
            });
        }

        private void requireAllRows() {
            if (part.rows() != FilePart.UNKNOWN_ROWS && part.rows() != count) {
                throw MasterFaults.damaged(
                        part.file(), "it has " + count + " rows, but " + part.rows() + " were written");
            }
        }

        private void add(TableRow read, RowBatch batch) {
            int wanted = scan.columns().size();
            if (!offsets.includes(partition(read, wanted), offset(read, wanted))) {
                return;
            }
            if (former != null && isReadAgain(former, read, batch)) {
                return;
            }
            if (read.value(wanted) == null) {
                @Nullable Object[] row = new @Nullable Object[scan.width()];
                for (int i = 0; i < wanted; i++) {
                    row[scan.columns().get(i)] = read.value(i);
                }
                batch.accept(partition(read, wanted), offset(read, wanted), row);
            } else {
                batch.reject(rejected(read, wanted));
            }
        }

        private boolean isReadAgain(FormerRows reading, TableRow read, RowBatch batch) {
            int wanted = scan.columns().size();
            int further = wanted + MasterScan.OURS.size();
            boolean rejected = read.value(wanted) != null;
            Object kept = read.value(rejected ? wanted + 3 : further + 1);
            byte @Nullable [] raw = bytes((ByteBuffer) kept);
            if (!reading.isOutdated(definition(read, further), rejected, raw)) {
                return false;
            }
            reading.read(partition(read, wanted), offset(read, wanted), raw, batch);
            return true;
        }

        @SuppressWarnings("NullAway") // a required column
        private static int definition(TableRow read, int further) {
            return (Integer) read.value(further);
        }

        @SuppressWarnings("NullAway") // a required column
        private static int partition(TableRow read, int ours) {
            return (Integer) read.value(ours + 1);
        }

        @SuppressWarnings("NullAway") // a required column
        private static long offset(TableRow read, int ours) {
            return (Long) read.value(ours + 2);
        }

        private static RejectedRow rejected(TableRow read, int ours) {
            return new RejectedRow(
                    partition(read, ours), offset(read, ours), String.valueOf(read.value(ours)), bytes((ByteBuffer)
                            read.value(ours + 3)));
        }

        private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
            if (buffer == null) {
                return null;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }

        /** A server that is away may come back; a file that is not what was written does not repair itself. */
        private static <T> T naming(FilePart part, Supplier<T> action) {
            try {
                return action.get();
            } catch (GridException | NotFoundException e) {
                throw e instanceof NotFoundException ? MasterFaults.damaged(part.file(), "it is missing", e) : e;
            } catch (RuntimeException e) {
                throw MasterFaults.isEnvironment(e) && !isContent(e)
                        ? MasterFaults.unreachable(part.file(), e)
                        : MasterFaults.damaged(part.file(), "it cannot be read as a Parquet file of this table", e);
            }
        }

        private static boolean isContent(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ParquetRuntimeException || cause instanceof ChecksumException) {
                    return true;
                }
            }
            return false;
        }
    }
}
