package io.lambdagrid.batch;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** How two sets of rows differ: counted, and the first ones by key. Confined to one thread at a time. */
final class RowDifferences implements Serializable {
    static final int MAX_EXAMPLES = 100;

    private long before;
    private long after;
    private long equal;
    private long changed;
    private long added;
    private long removed;
    private final TreeMap<String, Example> examples = new TreeMap<>();

    /** A row that differs, in words; an empty text where a side has no such row. */
    record Example(String before, String after) implements Serializable {}

    void same() {
        before++;
        after++;
        equal++;
    }

    void changed(String key, String was, String becomes) {
        before++;
        after++;
        changed++;
        remember(key, new Example(was, becomes));
    }

    void added(String key, String becomes) {
        after++;
        added++;
        remember(key, new Example("", becomes));
    }

    void removed(String key, String was) {
        before++;
        removed++;
        remember(key, new Example(was, ""));
    }

    private void remember(String key, Example example) {
        examples.put(key, example);
        if (examples.size() > MAX_EXAMPLES) {
            examples.pollLastEntry();
        }
    }

    /** Takes in what another part of the rows has shown. */
    void add(RowDifferences other) {
        before += other.before;
        after += other.after;
        equal += other.equal;
        changed += other.changed;
        added += other.added;
        removed += other.removed;
        other.examples.forEach(this::remember);
    }

    long rowsBefore() {
        return before;
    }

    long rowsAfter() {
        return after;
    }

    long rowsEqual() {
        return equal;
    }

    long rowsChanged() {
        return changed;
    }

    long rowsAdded() {
        return added;
    }

    long rowsRemoved() {
        return removed;
    }

    /** Returns the first rows that differ, by key. */
    Map<String, Example> examples() {
        return examples;
    }
}
