package io.lambdagrid.master;

import java.io.Serializable;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records that are neither in the master dataset nor in Kafka any more, and that somebody gave up so that the dataset
 * can go on behind them.
 *
 * @param acceptedAt when they were given up
 * @param reason why, in that person's words; may be empty
 */
public record DeclaredGap(int partition, OffsetRange offsets, Instant acceptedAt, String reason)
        implements Serializable {
    private static final Pattern FORM = Pattern.compile("(\\d+)=(\\d+)-(\\d+)@([^/]+)/(.*)");

    public DeclaredGap {
        if (partition < 0 || offsets.length() == 0) {
            throw new IllegalArgumentException("Not a gap: " + offsets + " of partition " + partition);
        }
    }

    /** Returns what is missing, in one sentence. */
    public String sentence() {
        return "offsets " + offsets.from() + " to " + (offsets.end() - 1) + " of partition " + partition
                + " are missing, accepted at " + acceptedAt + (reason.isEmpty() ? "" : " ('" + reason + "')");
    }

    /** Reads the form that {@link #toString()} writes. */
    static DeclaredGap parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("A gap reads PARTITION=FROM-END@TIME/REASON, but is '" + text + "'");
        }
        return new DeclaredGap(
                Integer.parseInt(form.group(1)),
                new OffsetRange(Long.parseLong(form.group(2)), Long.parseLong(form.group(3))),
                Instant.parse(form.group(4)),
                URLDecoder.decode(form.group(5), StandardCharsets.UTF_8));
    }

    /** Returns the durable text form, such as {@code 2=120-180@2026-11-22T07:00:00Z/disk+was+full}. */
    @Override
    public String toString() {
        return partition + "=" + offsets.from() + "-" + offsets.end() + "@" + acceptedAt + "/"
                + URLEncoder.encode(reason, StandardCharsets.UTF_8);
    }
}
