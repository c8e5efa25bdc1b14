package io.lambdagrid.cassandra;

import com.hazelcast.jet.core.AbstractProcessor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads its share of the ring, a few slices at a time. Cooperative. */
final class ReadRows extends AbstractProcessor {
    private static final int SCANS_AT_A_TIME = 4;

    private final List<RowReader> readers;
    private final Deque<CassandraSource.Unit> waiting;
    private final List<SliceScan> active = new ArrayList<>();
    private final RowMetrics rowsRead;
    private @Nullable BatchRow pending;

    ReadRows(List<RowReader> readers, List<CassandraSource.Unit> units) {
        this.readers = readers;
        this.rowsRead = new RowMetrics(readers.stream()
                .map(reader -> CassandraSource.ROWS_METRIC + reader.view())
                .toList());
        this.waiting = new ArrayDeque<>(units);
    }

    @Override
    public boolean complete() {
        while (active.size() < SCANS_AT_A_TIME && !waiting.isEmpty()) {
            CassandraSource.Unit unit = waiting.remove();
            active.add(readers.get(unit.view()).scan(unit.view(), unit.slice()).start());
        }
        if (!emitPending()) {
            return false;
        }
        for (SliceScan scan : active) {
            for (pending = scan.poll(); pending != null; pending = scan.poll()) {
                if (!emitPending()) {
                    return false;
                }
            }
        }
        active.removeIf(SliceScan::isDone);
        return active.isEmpty() && waiting.isEmpty();
    }

    /** A row that the outbox refused must be the next one it is offered. */
    private boolean emitPending() {
        if (pending == null) {
            return true;
        }
        if (!tryEmit(pending)) {
            return false;
        }
        rowsRead.increment(pending.view());
        pending = null;
        return true;
    }
}
