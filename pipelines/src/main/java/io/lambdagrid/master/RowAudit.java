package io.lambdagrid.master;

import io.lambdagrid.master.MasterProblem.Kind;
import io.lambdagrid.view.Coverage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.jspecify.annotations.Nullable;

/** Looks at every row of a table: each record once, within the coverage, and all together what was archived. */
final class RowAudit {
    private static final int HOLES_SHOWN = 3;

    private final TableState state;
    private final ProblemList problems;
    private final RowHash rowHash;
    private final RowPlace place;
    private final Map<Integer, OffsetSet> seen = new HashMap<>();
    private final TreeMap<Integer, Tally> found = new TreeMap<>();

    /** For each file, where its rows of each partition lie, so that the other place of a record can be named. */
    private final Map<String, Map<Integer, OffsetRange>> places = new HashMap<>();

    /** Consecutive offsets with the same problem are told in one line. */
    private @Nullable Stretch stretch;

    private record Stretch(Kind kind, String file, int partition, OffsetRange offsets) {
        boolean isFollowedBy(Kind nextKind, String nextFile, int nextPartition, long nextOffset) {
            return kind == nextKind
                    && file.equals(nextFile)
                    && partition == nextPartition
                    && offsets.end() == nextOffset;
        }
    }

    RowAudit(TableState state, Schema schema, ProblemList problems) {
        this.state = state;
        this.problems = problems;
        this.rowHash = new RowHash(schema);
        this.place = new RowPlace(schema);
    }

    void row(String file, TableRow row) {
        int partition = place.partition(row);
        long offset = place.offset(row);
        found.merge(partition, Tally.NOTHING.plusRow(rowHash.of(row)), Tally::plus);
        if (!archived(partition).includes(offset) || isGivenUp(partition, offset)) {
            note(Kind.OUTSIDE_COVERAGE, file, partition, offset);
        } else if (!seen.computeIfAbsent(partition, p -> new OffsetSet()).add(offset)) {
            note(Kind.OVERLAP, file, partition, offset);
        } else {
            endStretch();
        }
        places.computeIfAbsent(file, f -> new HashMap<>())
                .merge(partition, new OffsetRange(offset, offset + 1), OffsetRange::span);
    }

    private boolean isGivenUp(int partition, long offset) {
        return state.gaps().stream()
                .anyMatch(gap -> gap.partition() == partition && gap.offsets().includes(offset));
    }

    private OffsetRange archived(int partition) {
        return archived(state, partition);
    }

    static OffsetRange archived(TableState state, int partition) {
        Coverage start = state.start();
        return new OffsetRange(
                start.end(partition),
                Math.max(start.end(partition), state.coverage().end(partition)));
    }

    private void note(Kind kind, String file, int partition, long offset) {
        Stretch before = stretch;
        if (before != null && before.isFollowedBy(kind, file, partition, offset)) {
            stretch = new Stretch(kind, file, partition, new OffsetRange(before.offsets.from(), offset + 1));
        } else {
            endStretch();
            stretch = new Stretch(kind, file, partition, new OffsetRange(offset, offset + 1));
        }
    }

    private void endStretch() {
        if (stretch == null) {
            return;
        }
        Stretch ended = stretch;
        stretch = null;
        String what = ended.kind == Kind.OVERLAP
                ? "these records are there already" + elsewhere(ended)
                : "the table covers only " + archived(ended.partition) + " of this partition"
                        + withoutGaps(ended.partition);
        problems.add(MasterProblem.ofRows(ended.kind, ended.file, ended.partition, ended.offsets, what));
    }

    private String withoutGaps(int partition) {
        return state.gaps().stream()
                .filter(gap -> gap.partition() == partition)
                .map(gap -> ", without the gap " + gap.offsets())
                .collect(Collectors.joining());
    }

    private String elsewhere(Stretch ended) {
        List<String> others = places.entrySet().stream()
                .filter(place -> !place.getKey().equals(ended.file))
                .filter(place -> {
                    OffsetRange there = place.getValue().get(ended.partition);
                    return there != null && there.meets(ended.offsets);
                })
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return others.isEmpty() ? ", in the same file" : ", in " + String.join(" or ", others);
    }

    /** Compares what was found with what was archived; call it when all files have been read. */
    void finish() {
        endStretch();
        TreeSet<Integer> partitions = new TreeSet<>(found.keySet());
        partitions.addAll(state.contents().partitions().keySet());
        for (int partition : partitions) {
            Tally expected = state.contents().of(partition);
            Tally actual = found.getOrDefault(partition, Tally.NOTHING);
            if (actual.rows() != expected.rows()) {
                problems.add(MasterProblem.ofPartition(
                        Kind.ROW_COUNT,
                        partition,
                        archived(partition),
                        expected.rows() + " records were archived, but " + actual.rows() + " are there"
                                + (actual.rows() < expected.rows() ? holes(partition) : "")));
            } else if (actual.hash() != expected.hash()) {
                problems.add(MasterProblem.ofPartition(
                        Kind.CONTENT,
                        partition,
                        archived(partition),
                        "the records are not those that were archived: their checksum is "
                                + Long.toHexString(actual.hash()) + ", but was " + Long.toHexString(expected.hash())));
            }
        }
    }

    private String holes(int partition) {
        OffsetSet accounted = seen.computeIfAbsent(partition, p -> new OffsetSet());
        state.gaps().stream()
                .filter(gap -> gap.partition() == partition)
                .forEach(gap -> accounted.addAll(gap.offsets()));
        List<OffsetRange> holes = accounted.longestHoles(archived(partition), HOLES_SHOWN);
        return "; the longest stretches without any are "
                + holes.stream().map(OffsetRange::toString).collect(Collectors.joining(" and "));
    }
}
