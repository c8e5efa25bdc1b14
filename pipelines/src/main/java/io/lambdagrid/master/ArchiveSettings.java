package io.lambdagrid.master;

import java.io.Serializable;
import java.time.Duration;

/**
 * When the archive closes a file. Smaller and sooner means fresher batch views, more files and more commits.
 *
 * @param rollAfter how long the first record of a file waits at most, in a calm environment
 * @param rollBytes about how large a file becomes at most
 * @param writersPerMember how many writers each member has; each holds one row group, 32 MB, in memory
 */
public record ArchiveSettings(Duration rollAfter, long rollBytes, int writersPerMember) implements Serializable {
    /** Ten seconds, 256 MB, one writer. */
    public static final ArchiveSettings DEFAULT = new ArchiveSettings(Duration.ofSeconds(10), 256L << 20, 1);

    public ArchiveSettings {
        if (rollAfter.isNegative() || rollBytes < 1 || writersPerMember < 1) {
            throw new IllegalArgumentException("An archive rolls after a time, at a size, and has at least one writer");
        }
    }
}
