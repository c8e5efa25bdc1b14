package io.lambdagrid.record;

import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one dataset. Whether a record is readable depends on its bytes and on the dataset alone: all
 * declared columns are checked, whichever of them are asked for, so that both layers decide alike.
 *
 * <p>Not thread-safe: one reader for each processor.
 */
public interface RecordReader {
    /**
     * Which rows these readers make of which bytes. Kept with the rows of the master dataset, so it goes up whenever
     * any reader decides or reads anything differently than before.
     */
    int VERSION = 1;

    /**
     * Returns a reader that fills the given columns of the row and leaves the others {@code null}.
     *
     * @throws io.lambdagrid.view.GridException LG-111 when the format cannot fill the columns, see {@link #check}
     */
    static RecordReader of(Dataset dataset, BitSet columns) {
        if (dataset.format() instanceof RecordFormat.Json) {
            return new JsonRecordReader(dataset, columns);
        }
        return new AvroRecordReader(dataset.columns(), AvroLayout.of(dataset), columns);
    }

    /** Returns a reader that fills all columns. */
    static RecordReader of(Dataset dataset) {
        BitSet all = new BitSet();
        all.set(0, dataset.columns().size());
        return of(dataset, all);
    }

    /**
     * Checks that records of the dataset's format can fill its columns.
     *
     * @throws io.lambdagrid.view.GridException LG-111 naming the first column or schema that cannot work
     */
    static void check(Dataset dataset) {
        of(dataset);
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
