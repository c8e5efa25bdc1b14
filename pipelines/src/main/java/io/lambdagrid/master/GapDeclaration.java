package io.lambdagrid.master;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;

/** Offsets that the table will span without their records. */
record GapDeclaration(List<DeclaredGap> gaps) implements TableChange {
    GapDeclaration {
        gaps = List.copyOf(gaps);
    }

    @Override
    public String name() {
        return gaps.stream().map(DeclaredGap::toString).collect(Collectors.joining(",", "gap ", ""));
    }

    /** Refused unless each gap begins exactly where the table ends: what is there is never given up. */
    @Override
    public TableState after(TableState before) {
        TreeMap<Integer, OffsetRange> ranges = new TreeMap<>();
        TreeMap<Integer, Long> logStarts = new TreeMap<>();
        for (DeclaredGap gap : gaps) {
            ranges.put(gap.partition(), gap.offsets());
            if (!before.coverage().ends().containsKey(gap.partition())) {
                logStarts.put(gap.partition(), 0L);
            }
        }
        return before.after(new CoverageAdvance(ranges, logStarts), TableContents.NOTHING)
                .withGaps(gaps);
    }

    @Override
    public SnapshotUpdate<?> update(Table table) {
        return table.newAppend();
    }
}
