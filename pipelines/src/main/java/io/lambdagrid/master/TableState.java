package io.lambdagrid.master;

import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What each table snapshot says of itself in its summary. It is carried on from commit to commit, so nothing of it is
 * lost when older snapshots expire.
 *
 * @param coverage the records the table holds end here
 * @param start and begin here: for each partition the first offset Kafka had of it when the archive first looked
 * @param contents what they amount to
 * @param imports the id of each import to its partition, a negative number
 * @param gaps what was given up of what the coverage spans, in the order in which it was
 * @param expired what has left because it is retained no longer; {@code null} when nothing has
 */
record TableState(
        Coverage coverage,
        Coverage start,
        TableContents contents,
        SortedMap<String, Integer> imports,
        List<DeclaredGap> gaps,
        @Nullable Expired expired) {
    private static final String START_PROPERTY = "lambdagrid.start";
    private static final String CONTENTS_PROPERTY = "lambdagrid.contents";
    private static final String IMPORTS_PROPERTY = "lambdagrid.imports";
    private static final String GAPS_PROPERTY = "lambdagrid.gaps";
    private static final String EXPIRED_PROPERTY = "lambdagrid.expired";

    TableState {
        imports = Collections.unmodifiableSortedMap(new TreeMap<>(imports));
        gaps = List.copyOf(gaps);
    }

    /** Returns the state of a table without rows. */
    static TableState empty(Coverage start) {
        return new TableState(start, start, TableContents.NOTHING, new TreeMap<>(), List.of(), null);
    }

    /**
     * Returns what a snapshot says.
     *
     * @throws GridException LG-401 when it says nothing
     */
    static TableState of(Snapshot snapshot) {
        return new TableState(
                Coverage.parse(property(snapshot, MasterTable.COVERAGE_PROPERTY)),
                Coverage.parse(property(snapshot, START_PROPERTY)),
                TableContents.parse(property(snapshot, CONTENTS_PROPERTY)),
                imports(property(snapshot, IMPORTS_PROPERTY)),
                gaps(snapshot.summary().getOrDefault(GAPS_PROPERTY, "")),
                expired(snapshot.summary().get(EXPIRED_PROPERTY)));
    }

    private static @Nullable Expired expired(@Nullable String text) {
        return text == null ? null : Expired.parse(text);
    }

    /** Tables that never had a gap may say nothing of it. */
    private static List<DeclaredGap> gaps(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(gap -> !gap.isEmpty())
                .map(DeclaredGap::parse)
                .toList();
    }

    private static String property(Snapshot snapshot, String name) {
        String text = snapshot.summary().get(name);
        if (text == null) {
            throw new GridException(
                    GridError.COVERAGE_NOT_CONTIGUOUS,
                    "Table snapshot '" + snapshot.snapshotId() + "' says nothing of its '" + name
                            + "', so another program has written to the master dataset."
                            + " Roll the table back to the snapshot before it.");
        }
        return text;
    }

    private static SortedMap<String, Integer> imports(String text) {
        TreeMap<String, Integer> imports = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                imports.put(part.substring(0, equals), Integer.valueOf(part.substring(equals + 1)));
            }
        }
        return imports;
    }

    /** Returns the form in which a snapshot's summary keeps it. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(MasterTable.COVERAGE_PROPERTY, coverage.toString());
        properties.put(START_PROPERTY, start.toString());
        properties.put(CONTENTS_PROPERTY, contents.toString());
        properties.put(
                IMPORTS_PROPERTY,
                imports.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(",")));
        if (!gaps.isEmpty()) {
            properties.put(
                    GAPS_PROPERTY, gaps.stream().map(DeclaredGap::toString).collect(Collectors.joining(",")));
        }
        if (expired != null) {
            properties.put(EXPIRED_PROPERTY, expired.toString());
        }
        return properties;
    }

    /**
     * Returns the state after an append.
     *
     * @throws GridException LG-401 when it does not continue the coverage exactly
     */
    TableState after(CoverageAdvance advance, TableContents added) {
        Coverage newStart = start;
        for (Map.Entry<Integer, Long> begun : advance.logStarts().entrySet()) {
            newStart = newStart.with(begun.getKey(), begun.getValue());
        }
        return new TableState(advance.applyTo(coverage), newStart, contents.plus(added), imports, gaps, expired);
    }

    /** Returns the partition that the next import gets. */
    int nextImportPartition() {
        return -1 - imports.size();
    }

    /** Returns this state with one more import, whose rows are there already. */
    TableState withImport(String id, int partition) {
        TreeMap<String, Integer> more = new TreeMap<>(imports);
        more.put(id, partition);
        return new TableState(coverage, start, contents, more, gaps, expired);
    }

    /** Returns this state with more gaps, which the coverage spans already. */
    TableState withGaps(List<DeclaredGap> more) {
        List<DeclaredGap> all = new ArrayList<>(gaps);
        all.addAll(more);
        return new TableState(coverage, start, contents, imports, all, expired);
    }

    /**
     * Returns this state without rows that leave because they are retained no longer.
     *
     * @throws GridException LG-111 when others have left by another event time: nobody could say any more what is there
     */
    TableState withExpired(Expired left) {
        if (expired != null && expired.column() != left.column()) {
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE,
                    "Records have left the master dataset by another event time. Expected the column that it had then"
                            + " as 'event-time'.");
        }
        Expired all = expired == null
                ? left
                : new Expired(
                        left.column(),
                        Math.max(left.before(), expired.before()),
                        expired.contents().plus(left.contents()));
        return new TableState(coverage, start, contents.minus(left.contents()), imports, gaps, all);
    }
}
