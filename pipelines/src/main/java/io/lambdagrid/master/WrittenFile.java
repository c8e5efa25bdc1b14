package io.lambdagrid.master;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;

/** A closed data file that does not belong to the table yet. */
public final class WrittenFile {
    private final DataFile file;
    private final SortedMap<Integer, OffsetRange> ranges;
    private final TableContents contents;

    WrittenFile(DataFile file, Map<Integer, OffsetRange> ranges, TableContents contents) {
        this.file = file;
        this.ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        this.contents = contents;
    }

    /** Returns what Iceberg knows of it. */
    public DataFile file() {
        return file;
    }

    /** Returns for each partition in it, from its first offset to behind its last. */
    public SortedMap<Integer, OffsetRange> ranges() {
        return ranges;
    }

    TableContents contents() {
        return contents;
    }
}
