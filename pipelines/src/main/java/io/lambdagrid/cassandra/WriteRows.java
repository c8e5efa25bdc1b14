package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.hazelcast.jet.core.AbstractProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Writes the rows it receives, many at a time, and completes when Cassandra has acknowledged each of them. Cooperative:
 * while too many rows are under way it takes no more, and the edge before it fills up.
 */
final class WriteRows extends AbstractProcessor {
    private static final int MAX_IN_FLIGHT = 64;

    private final CassandraSession session;
    private final List<RowWriter> writers;
    private final List<RowBatching> batches = new ArrayList<>();
    private final LongSupplier nanoClock;
    private final List<RetriedRequest> inFlight = new ArrayList<>();
    private final RowMetrics rowsTaken;
    private boolean drained;

    WriteRows(CassandraSession session, List<RowWriter> writers, LongSupplier nanoClock) {
        this.session = session;
        this.writers = writers;
        writers.forEach(writer -> batches.add(new RowBatching(session)));
        this.rowsTaken = new RowMetrics(writers.stream()
                .map(writer -> CassandraSink.ROWS_METRIC + writer.view())
                .toList());
        this.nanoClock = nanoClock;
    }

    @Override
    protected boolean tryProcess(int ordinal, Object item) {
        if (inFlight.size() >= MAX_IN_FLIGHT) {
            removeAcknowledged();
            if (inFlight.size() >= MAX_IN_FLIGHT) {
                return false;
            }
        }
        BatchRow row = (BatchRow) item;
        RowWriter writer = writers.get(row.view());
        batches.get(row.view()).add(writer.write(row)).ifPresent(batch -> send(writer, batch));
        rowsTaken.increment(row.view());
        return true;
    }

    private void send(RowWriter writer, BatchStatement batch) {
        CqlSession cql = session.cql();
        inFlight.add(RetriedRequest.send(
                () -> cql.executeAsync(batch),
                "write rows of view '" + writer.view() + "'",
                session.settings(),
                nanoClock));
    }

    @Override
    public boolean tryProcess() {
        removeAcknowledged();
        return true;
    }

    @Override
    public boolean complete() {
        if (!drained) {
            drained = true;
            for (int view = 0; view < writers.size(); view++) {
                RowWriter writer = writers.get(view);
                batches.get(view).drain().forEach(batch -> send(writer, batch));
            }
        }
        removeAcknowledged();
        return inFlight.isEmpty();
    }

    private void removeAcknowledged() {
        inFlight.removeIf(request -> request.poll() != null);
    }
}
