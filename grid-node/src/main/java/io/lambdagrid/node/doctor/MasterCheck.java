package io.lambdagrid.node.doctor;

import io.lambdagrid.node.config.MasterSection;
import io.lambdagrid.view.GridError;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsStatus;
import org.apache.hadoop.fs.Path;

/**
 * Whether the file system of the master datasets takes a file, gives it back and lets it go; whether it has room, and
 * what time it thinks it is.
 */
final class MasterCheck implements Check {
    private static final Duration USUAL_SKEW = Duration.ofSeconds(2);
    private static final long LITTLE_BYTES = 5L << 30;
    private static final long TOO_LITTLE_BYTES = 256L << 20;

    private final MasterSection master;
    private final Clock clock;

    MasterCheck(MasterSection master, Clock clock) {
        this.master = master;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "master";
    }

    @Override
    public List<Finding> findings() {
        Configuration configuration = master.masterLocation().configuration();
        try (FileSystem files = FileSystem.newInstance(URI.create(master.location()), configuration)) {
            Duration skew = tryFile(files);
            return List.of(
                    Finding.ok(subject(), "a file was written, read and deleted at " + master.location()),
                    room(files.getStatus()),
                    clock(skew));
        } catch (IOException | IllegalArgumentException e) {
            return List.of(Finding.fail(
                    subject(),
                    GridError.MASTER_UNREACHABLE,
                    "No file can be written to '" + master.location() + "' and read again: " + firstLine(e)
                            + ". Start the file system, make room or correct 'master.location'."));
        }
    }

    /** Returns how far the file system's clock is ahead of ours; at least, if less than the time the file took. */
    private Duration tryFile(FileSystem files) throws IOException {
        Path base = new Path(master.location());
        boolean isThere = files.exists(base);
        Path file = new Path(base, "_doctor-" + UUID.randomUUID());
        byte[] content = "Written by 'doctor', which deletes it again.\n".getBytes(StandardCharsets.UTF_8);
        try {
            Instant before = clock.instant();
            try (FSDataOutputStream out = files.create(file, false)) {
                out.write(content);
            }
            Instant after = clock.instant();
            try (FSDataInputStream in = files.open(file)) {
                if (!Arrays.equals(in.readAllBytes(), content)) {
                    throw new IOException("what was read is not what was written");
                }
            }
            Instant written = Instant.ofEpochMilli(files.getFileStatus(file).getModificationTime());
            return skew(before, written, after);
        } finally {
            boolean unused = files.delete(file, false);
            if (!isThere) {
                boolean unusedToo = files.delete(base, false);
            }
        }
    }

    private static Duration skew(Instant before, Instant written, Instant after) {
        if (written.isBefore(before)) {
            return Duration.between(before, written);
        }
        return written.isAfter(after) ? Duration.between(after, written) : Duration.ZERO;
    }

    private Finding room(FsStatus status) {
        long bytes = status.getRemaining();
        String text = Sizes.text(bytes) + " of " + Sizes.text(status.getCapacity()) + " free";
        if (bytes < TOO_LITTLE_BYTES) {
            return Finding.fail(subject(), GridError.MASTER_UNREACHABLE, text + ". Make room.");
        }
        return bytes < LITTLE_BYTES
                ? Finding.warn(subject(), GridError.MASTER_UNREACHABLE, text + ". Make room soon.")
                : Finding.ok(subject(), text);
    }

    private static Finding clock(Duration skew) {
        String text = String.format(
                java.util.Locale.ROOT,
                "the file system's clock and this machine's differ by %.1f s",
                Math.abs(skew.toMillis()) / 1e3);
        return skew.abs().compareTo(USUAL_SKEW) > 0
                ? Finding.warn(
                        "clock",
                        GridError.CONFIG_INVALID_VALUE,
                        text + ". Freshness is told by clocks, and old rows leave by them: let NTP keep both.")
                : Finding.ok("clock", text + (skew.isZero() ? " or less than a file takes" : ""));
    }

    /** Hadoop wraps what happened in how it came to know of it; the innermost words are the plain ones. */
    private static String firstLine(Exception e) {
        Throwable innermost = e;
        while (innermost.getCause() != null && innermost.getCause().getMessage() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("no reason was given");
    }
}
