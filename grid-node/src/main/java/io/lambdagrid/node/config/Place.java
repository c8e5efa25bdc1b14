package io.lambdagrid.node.config;

import java.util.Comparator;

/**
 * Where a mistake was made.
 *
 * @param source a file, or the name of an environment variable or system property
 * @param line first line is 1; 0 when the source has no lines
 * @param column first column is 1; 0 when the source has no lines
 */
public record Place(String source, int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::source).thenComparingInt(Place::line).thenComparingInt(Place::column);

    /** Returns the place of something that concerns a whole source. */
    public static Place whole(String source) {
        return new Place(source, 0, 0);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code line 14, column 3}, or an empty text for a whole source. */
    public String lineAndColumn() {
        return line == 0 ? "" : "line " + line + ", column " + column;
    }
}
