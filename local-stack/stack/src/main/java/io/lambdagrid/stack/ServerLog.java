package io.lambdagrid.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A server's log file, which its process appends to. */
record ServerLog(Path file) {

    private static final int TAIL_BYTES = 64 * 1024;

    /** Where the log ends now. */
    long end() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The last lines of what was written from the given offset on; at most 64 KiB of them. */
    List<String> tail(long offset, int lines) throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        byte[] bytes;
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(Math.min(offset, log.length()), log.length() - TAIL_BYTES);
            log.seek(start);
            bytes = new byte[Math.toIntExact(log.length() - start)];
            log.readFully(bytes);
        }
        List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }
}
