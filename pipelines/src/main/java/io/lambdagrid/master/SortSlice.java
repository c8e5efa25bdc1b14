package io.lambdagrid.master;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Rows that are sorted together. The slices of some files follow one another in the order of partition and offset, and
 * each row is in one of them.
 *
 * @param ranges partition to the offsets that belong to it
 */
record SortSlice(SortedMap<Integer, OffsetRange> ranges) {
    /** How many rows a partition has, and where. */
    record Extent(long rows, OffsetRange offsets) {
        static Extent of(long offset) {
            return new Extent(1, new OffsetRange(offset, offset + 1));
        }

        Extent plus(Extent other) {
            return new Extent(rows + other.rows, offsets.span(other.offsets));
        }
    }

    /** Returns slices of about {@code sliceRows} rows each. */
    static List<SortSlice> of(SortedMap<Integer, Extent> extents, long sliceRows) {
        List<SortSlice> slices = new ArrayList<>();
        TreeMap<Integer, OffsetRange> open = new TreeMap<>();
        long openRows = 0;
        for (Map.Entry<Integer, Extent> entry : extents.entrySet()) {
            long rows = entry.getValue().rows();
            if (openRows > 0 && openRows + rows > sliceRows) {
                slices.add(new SortSlice(new TreeMap<>(open)));
                open.clear();
                openRows = 0;
            }
            List<OffsetRange> parts = entry.getValue().offsets().parts((rows + sliceRows - 1) / sliceRows);
            for (OffsetRange part : parts.subList(0, parts.size() - 1)) {
                slices.add(new SortSlice(new TreeMap<>(Map.of(entry.getKey(), part))));
            }
            open.put(entry.getKey(), parts.get(parts.size() - 1));
            openRows += rows / parts.size();
        }
        if (!open.isEmpty()) {
            slices.add(new SortSlice(open));
        }
        return slices;
    }

    boolean includes(int partition, long offset) {
        OffsetRange range = ranges.get(partition);
        return range != null && range.includes(offset);
    }

    /** Returns a condition that all rows of this slice fulfil. */
    Expression filter() {
        return Expressions.and(
                Expressions.greaterThanOrEqual(MasterSchema.PARTITION, ranges.firstKey()),
                Expressions.lessThanOrEqual(MasterSchema.PARTITION, ranges.lastKey()));
    }
}
