package io.lambdagrid.master;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;

/**
 * Some row groups of a data file: those that begin between {@code start} and {@code start + length}.
 *
 * @param fileLength what the table says about the length of the whole file
 * @param rows how many rows these are, or {@link #UNKNOWN_ROWS} for less than a whole file
 */
record FilePart(String file, long fileLength, long start, long length, long rows) {
    static final long UNKNOWN_ROWS = -1;

    static FilePart of(FileScanTask task) {
        DataFile file = task.file();
        List<Long> rowGroups = file.splitOffsets();
        long firstRowGroup = rowGroups == null || rowGroups.isEmpty() ? 0 : rowGroups.get(0);
        boolean whole = task.start() <= firstRowGroup && task.start() + task.length() >= file.fileSizeInBytes();
        return new FilePart(
                file.location(),
                file.fileSizeInBytes(),
                task.start(),
                task.length(),
                whole ? file.recordCount() : UNKNOWN_ROWS);
    }

    void write(DataOutput out) throws IOException {
        Text.writeString(out, file);
        out.writeLong(fileLength);
        out.writeLong(start);
        out.writeLong(length);
        out.writeLong(rows);
    }

    static FilePart read(DataInput in) throws IOException {
        return new FilePart(Text.readString(in), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
}
