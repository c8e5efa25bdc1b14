package io.lambdagrid.record;

import io.lambdagrid.view.Dataset;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one dataset. Whether a record is readable depends on its bytes and on the dataset alone: all
 * declared columns are checked, whichever of them are asked for, so that both layers decide alike.
 *
 * <p>Not thread-safe: one reader for each processor.
 */
public interface RecordReader {
    /** Returns a reader that fills the given columns of the row and leaves the others {@code null}. */
    static RecordReader of(Dataset dataset, BitSet columns) {
        return switch (dataset.format()) {
            case JSON -> new JsonRecordReader(dataset, columns);
        };
    }

    /**
     * Reads one record.
     *
     * @param value the record's value; {@code null} for a tombstone
     * @return a row as wide as the dataset's columns
     * @throws UnreadableRecordException when the bytes do not fit the dataset
     */
    @Nullable
    Object[] read(byte @Nullable [] value);
}
