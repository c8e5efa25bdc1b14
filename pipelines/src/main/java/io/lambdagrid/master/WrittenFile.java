package io.lambdagrid.master;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;

/**
 * A closed data file that does not belong to the table yet.
 *
 * @param ranges for each partition in it, from its first offset to behind its last
 */
public record WrittenFile(DataFile file, SortedMap<Integer, OffsetRange> ranges) {
    public WrittenFile {
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
    }

    static WrittenFile of(DataFile file, Map<Integer, OffsetRange> ranges) {
        return new WrittenFile(file, new TreeMap<>(ranges));
    }
}
