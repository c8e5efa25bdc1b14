package io.lambdagrid.master;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.Text;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Some row groups of a data file: those that begin between {@code start} and {@code start + length}.
 *
 * @param fileLength what the table says about the length of the whole file
 * @param rows how many rows these are, or {@link #UNKNOWN_ROWS} for less than a whole file
 * @param definition the number of the definition that all rows of the file were written under, or
 *     {@link #SEVERAL_DEFINITIONS}
 */
record FilePart(String file, long fileLength, long start, long length, long rows, int definition) {
    static final long UNKNOWN_ROWS = -1;
    static final int SEVERAL_DEFINITIONS = 0;

    /** Takes a task that was planned with the statistics of the field with {@code definitionId}. */
    static FilePart of(FileScanTask task, int definitionId) {
        DataFile file = task.file();
        List<Long> rowGroups = file.splitOffsets();
        long firstRowGroup = rowGroups == null || rowGroups.isEmpty() ? 0 : rowGroups.get(0);
        boolean whole = task.start() <= firstRowGroup && task.start() + task.length() >= file.fileSizeInBytes();
        return new FilePart(
                file.location(),
                file.fileSizeInBytes(),
                task.start(),
                task.length(),
                whole ? file.recordCount() : UNKNOWN_ROWS,
                definition(file.lowerBounds(), file.upperBounds(), definitionId));
    }

    /** Takes a whole file, listed with all statistics. */
    static FilePart ofWhole(DataFile file, int definitionId) {
        return new FilePart(
                file.location(),
                file.fileSizeInBytes(),
                0,
                file.fileSizeInBytes(),
                file.recordCount(),
                definition(file.lowerBounds(), file.upperBounds(), definitionId));
    }

    private static int definition(
            @Nullable Map<Integer, ByteBuffer> lowest, @Nullable Map<Integer, ByteBuffer> highest, int id) {
        ByteBuffer first = lowest == null ? null : lowest.get(id);
        ByteBuffer last = highest == null ? null : highest.get(id);
        if (first == null || last == null || !first.equals(last)) {
            return SEVERAL_DEFINITIONS;
        }
        return Conversions.<Integer>fromByteBuffer(Types.IntegerType.get(), first);
    }

    void write(DataOutput out) throws IOException {
        Text.writeString(out, file);
        out.writeLong(fileLength);
        out.writeLong(start);
        out.writeLong(length);
        out.writeLong(rows);
        out.writeInt(definition);
    }

    static FilePart read(DataInput in) throws IOException {
        return new FilePart(
                Text.readString(in), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readInt());
    }
}
