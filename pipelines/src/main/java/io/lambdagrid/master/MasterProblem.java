package io.lambdagrid.master;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it must be in a master dataset.
 *
 * @param file the file it was found in; {@code null} when it concerns the table as a whole
 * @param partition the partition concerned; {@code null} when it is not about one
 * @param offsets the offsets concerned; {@code null} when they are not known
 * @param what what is wrong, in one sentence
 */
public record MasterProblem(
        Kind kind,
        @Nullable String file,
        @Nullable Integer partition,
        @Nullable OffsetRange offsets,
        String what) {
    /** What can be wrong. */
    public enum Kind {
        /** A file that the table consists of is not there. */
        FILE_MISSING,
        /** A file is longer or shorter than what was written. */
        FILE_LENGTH,
        /** A file cannot be read, or not to its end. */
        FILE_UNREADABLE,
        /** A file has more or fewer rows than were written. */
        FILE_ROWS,
        /** The table lists a file twice. */
        FILE_TWICE,
        /** A record is there more than once. */
        OVERLAP,
        /** A record is there that the coverage does not include. */
        OUTSIDE_COVERAGE,
        /** Fewer or more records are there than were archived. */
        ROW_COUNT,
        /** As many records are there as were archived, but they are not the same. */
        CONTENT
    }

    static MasterProblem ofTable(Kind kind, String what) {
        return new MasterProblem(kind, null, null, null, what);
    }

    static MasterProblem ofFile(Kind kind, String file, String what) {
        return new MasterProblem(kind, file, null, null, what);
    }

    static MasterProblem ofPartition(Kind kind, int partition, OffsetRange offsets, String what) {
        return new MasterProblem(kind, null, partition, offsets, what);
    }

    static MasterProblem ofRows(Kind kind, String file, int partition, OffsetRange offsets, String what) {
        return new MasterProblem(kind, file, partition, offsets, what);
    }
}
