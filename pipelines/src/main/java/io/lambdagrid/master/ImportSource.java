package io.lambdagrid.master;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of one file, in their order. */
interface ImportSource extends Closeable {
    /** Returns the next record, or {@code null} at the end of the file. */
    @Nullable
    ImportedRecord next() throws IOException;
}
