package io.lambdagrid.record;

import org.jspecify.annotations.Nullable;

/** What holds for the bytes of a record in any format. */
final class RecordBytes {
    static final int MAX = 16 * 1024 * 1024;

    private RecordBytes() {}

    /** Returns the bytes, unless there are none or too many. */
    static byte[] require(byte @Nullable [] value) {
        if (value == null) {
            throw new UnreadableRecordException("The record has no value (a tombstone).");
        }
        if (value.length > MAX) {
            throw new UnreadableRecordException(
                    "The record has " + value.length + " bytes; at most " + MAX + " are read.");
        }
        return value;
    }
}
