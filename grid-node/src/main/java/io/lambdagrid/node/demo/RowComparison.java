package io.lambdagrid.node.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares views row by row, in both directions, and keeps count. Not thread-safe. */
final class RowComparison {
    private static final int SHOWN = 10;

    private long compared;
    private long different;
    private final List<String> firstDifferences = new ArrayList<>();

    /** Compares each key that either side has; a key is one row, which is equal or not. */
    void compare(String view, ViewRows expected, ViewRows actual) {
        Set<List<String>> keys = new LinkedHashSet<>(expected.rows().keySet());
        keys.addAll(actual.rows().keySet());
        for (List<String> key : keys) {
            List<List<String>> wanted = expected.rows().getOrDefault(key, List.of());
            List<List<String>> found = actual.rows().getOrDefault(key, List.of());
            check(wanted.equals(found), view + " " + key + ": expected " + shown(wanted) + ", found " + shown(found));
        }
    }

    /** Notes a difference of a row that was compared already, found in another way. */
    void different(String sentence) {
        different++;
        if (firstDifferences.size() < SHOWN) {
            firstDifferences.add(sentence);
        }
    }

    private void check(boolean equal, String sentence) {
        compared++;
        if (!equal) {
            different(sentence);
        }
    }

    private static String shown(List<List<String>> rows) {
        return switch (rows.size()) {
            case 0 -> "no row";
            case 1 -> rows.get(0).toString();
            default -> rows.size() + " rows " + rows;
        };
    }

    long rowsCompared() {
        return compared;
    }

    long rowsDifferent() {
        return different;
    }

    /** Returns sentences about the first ten differences. */
    List<String> firstDifferences() {
        return List.copyOf(firstDifferences);
    }
}
