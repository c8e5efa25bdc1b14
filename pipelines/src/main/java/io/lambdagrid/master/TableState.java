package io.lambdagrid.master;

import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Snapshot;

/**
 * What each table snapshot says of itself in its summary. It is carried on from commit to commit, so nothing of it is
 * lost when older snapshots expire.
 *
 * @param coverage the records the table holds end here
 * @param start and begin here: for each partition the first offset Kafka had of it when the archive first looked
 * @param contents what they amount to
 */
record TableState(Coverage coverage, Coverage start, TableContents contents) {
    private static final String START_PROPERTY = "lambdagrid.start";
    private static final String CONTENTS_PROPERTY = "lambdagrid.contents";

    /** Returns the state of a table without rows. */
    static TableState empty(Coverage start) {
        return new TableState(start, start, TableContents.NOTHING);
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
                TableContents.parse(property(snapshot, CONTENTS_PROPERTY)));
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

    /** Returns the form in which a snapshot's summary keeps it. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(MasterTable.COVERAGE_PROPERTY, coverage.toString());
        properties.put(START_PROPERTY, start.toString());
        properties.put(CONTENTS_PROPERTY, contents.toString());
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
        return new TableState(advance.applyTo(coverage), newStart, contents.plus(added));
    }
}
