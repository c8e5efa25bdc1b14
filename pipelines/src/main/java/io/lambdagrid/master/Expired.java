package io.lambdagrid.master;

import io.lambdagrid.view.Horizons;
import java.io.Serializable;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records that have left a master dataset because they are retained no longer. Every record of an event at or after the
 * moment is still there, and every one that has no event time, for it was rejected or its event time is NULL; of those
 * before it, some may be.
 *
 * @param column the id of the field that says when the event happened
 * @param before microseconds since 1970-01-01
 * @param contents what has left
 */
public record Expired(int column, long before, TableContents contents) implements Serializable {
    private static final Pattern FORM = Pattern.compile("(\\d+)@(-?\\d+)/(.*)");

    /** Returns the moment before which records may have left. */
    public Instant beforeInstant() {
        return Horizons.instant(before);
    }

    /** Returns how many records have left. */
    public long records() {
        return contents.rows();
    }

    /** Returns how many records of a partition have left. */
    public long records(int partition) {
        return contents.of(partition).rows();
    }

    /** Reads the form that {@link #toString()} writes. */
    static Expired parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("What has left reads COLUMN@MICROS/CONTENTS, but is '" + text + "'");
        }
        return new Expired(
                Integer.parseInt(form.group(1)), Long.parseLong(form.group(2)), TableContents.parse(form.group(3)));
    }

    /** Returns the durable text form, such as {@code 8@1764806400000000/0=120:9f86d081884c7d65}. */
    @Override
    public String toString() {
        return column + "@" + before + "/" + contents;
    }
}
