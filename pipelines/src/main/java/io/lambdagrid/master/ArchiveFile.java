package io.lambdagrid.master;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file of the master dataset that is being written. Confined to one thread. */
interface ArchiveFile {
    /**
     * Adds a record that could be read.
     *
     * @param raw its bytes; {@code null} when they are not of the dataset's format
     */
    void accept(int partition, long offset, Instant ingestedAt, @Nullable Object[] columns, byte @Nullable [] raw);

    /** Adds a record that could not be read. */
    void reject(int partition, long offset, Instant ingestedAt, String reason, byte @Nullable [] raw);

    /** Returns about how long the file would be if it were closed now. */
    long lengthBytes();

    /**
     * Completes the file; it is on disk as a whole when this returns.
     *
     * @throws IllegalStateException when it has no rows: there is no file then, only a name
     */
    WrittenFile close();

    /** Gives up the file, which nothing refers to, and deletes it if the file system lets us. */
    void abandon();
}
