package io.lambdagrid.master;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of the master dataset. Handed over by its reader, who does not touch it again.
 *
 * <p>Rows are as wide as the dataset's columns and hold values in the forms of {@link io.lambdagrid.view.ColumnType};
 * columns that were not asked for are {@code null}.
 */
public final class RowBatch {
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private final List<Integer> partitions = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();

    RowBatch() {}

    /** Returns the accepted records. */
    public List<@Nullable Object[]> rows() {
        return rows;
    }

    /** Returns the rejected records. */
    public List<RejectedRow> rejected() {
        return rejected;
    }

    /** Returns the Kafka partition of an accepted record. */
    public int partition(int row) {
        return partitions.get(row);
    }

    /** Returns the Kafka offset of an accepted record. */
    public long offset(int row) {
        return offsets.get(row);
    }

    void accept(int partition, long offset, @Nullable Object[] row) {
        rows.add(row);
        partitions.add(partition);
        offsets.add(offset);
    }

    void reject(RejectedRow row) {
        rejected.add(row);
    }

    /** Returns how many records this holds, of both kinds. */
    public int size() {
        return rows.size() + rejected.size();
    }
}
